-- CreateEnum
CREATE TYPE "ReviewState" AS ENUM ('draft', 'submitted', 'returned', 'approved', 'published', 'closed');

-- AlterTable
ALTER TABLE "Retailer" ADD COLUMN     "nextVisitOn" DATE;

-- AlterTable
ALTER TABLE "VisitRecord" ADD COLUMN     "nextVisitOn" DATE,
ADD COLUMN     "objectives" INTEGER[],
ADD COLUMN     "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "SalesCell" (
    "month" INTEGER NOT NULL,
    "productId" INTEGER NOT NULL,
    "territoryId" INTEGER NOT NULL,
    "tradeAreaId" INTEGER NOT NULL,
    "need" INTEGER NOT NULL,
    "ordered" INTEGER NOT NULL,
    "delivered" INTEGER NOT NULL,
    "lines" INTEGER NOT NULL,
    "linesFilled" INTEGER NOT NULL,
    "linesEmpty" INTEGER NOT NULL,

    CONSTRAINT "SalesCell_pkey" PRIMARY KEY ("month","productId","territoryId","tradeAreaId")
);

-- CreateTable
CREATE TABLE "ForecastRun" (
    "id" SERIAL NOT NULL,
    "lastMonth" INTEGER NOT NULL,
    "horizon" INTEGER NOT NULL,
    "retrospective" BOOLEAN NOT NULL DEFAULT false,
    "months" INTEGER NOT NULL,
    "seriesCount" INTEGER NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "authorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ForecastRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForecastCell" (
    "runId" INTEGER NOT NULL,
    "productId" INTEGER NOT NULL,
    "tradeAreaId" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "lead" INTEGER NOT NULL,
    "base" DOUBLE PRECISION NOT NULL,
    "units" DOUBLE PRECISION NOT NULL,
    "low80" DOUBLE PRECISION NOT NULL,
    "high80" DOUBLE PRECISION NOT NULL,
    "low95" DOUBLE PRECISION NOT NULL,
    "high95" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "ForecastCell_pkey" PRIMARY KEY ("runId","productId","tradeAreaId","month")
);

-- CreateTable
CREATE TABLE "ForecastNode" (
    "runId" INTEGER NOT NULL,
    "level" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "lead" INTEGER NOT NULL,
    "base" DOUBLE PRECISION NOT NULL,
    "units" DOUBLE PRECISION NOT NULL,
    "low80" DOUBLE PRECISION NOT NULL,
    "high80" DOUBLE PRECISION NOT NULL,
    "low95" DOUBLE PRECISION NOT NULL,
    "high95" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "ForecastNode_pkey" PRIMARY KEY ("runId","level","key","month")
);

-- CreateTable
CREATE TABLE "ForecastSeries" (
    "runId" INTEGER NOT NULL,
    "level" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "approach" TEXT NOT NULL,
    "methods" JSONB NOT NULL,

    CONSTRAINT "ForecastSeries_pkey" PRIMARY KEY ("runId","level","key")
);

-- CreateTable
CREATE TABLE "TradeAreaEvent" (
    "id" SERIAL NOT NULL,
    "tradeAreaId" INTEGER,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "authorId" TEXT,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TradeAreaEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Review" (
    "id" SERIAL NOT NULL,
    "tradeAreaId" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "state" "ReviewState" NOT NULL DEFAULT 'draft',
    "territoryId" INTEGER,
    "dueOn" DATE NOT NULL,
    "profile" JSONB NOT NULL,
    "parameters" JSONB NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "draftedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewFinding" (
    "id" SERIAL NOT NULL,
    "reviewId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "ReviewFinding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewProposal" (
    "id" SERIAL NOT NULL,
    "reviewId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'rule',
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "authorId" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "finding" INTEGER,
    "forMonth" INTEGER NOT NULL,

    CONSTRAINT "ReviewProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewEvent" (
    "id" SERIAL NOT NULL,
    "reviewId" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authorId" TEXT,
    "action" TEXT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ReviewEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VisitObjective" (
    "id" SERIAL NOT NULL,
    "proposalId" INTEGER NOT NULL,
    "tradeAreaId" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,

    CONSTRAINT "VisitObjective_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SalesCell_tradeAreaId_month_idx" ON "SalesCell"("tradeAreaId", "month");

-- CreateIndex
CREATE INDEX "SalesCell_territoryId_month_idx" ON "SalesCell"("territoryId", "month");

-- CreateIndex
CREATE UNIQUE INDEX "ForecastRun_lastMonth_key" ON "ForecastRun"("lastMonth");

-- CreateIndex
CREATE INDEX "ForecastCell_month_lead_idx" ON "ForecastCell"("month", "lead");

-- CreateIndex
CREATE INDEX "TradeAreaEvent_tradeAreaId_startsOn_idx" ON "TradeAreaEvent"("tradeAreaId", "startsOn");

-- CreateIndex
CREATE INDEX "Review_month_state_idx" ON "Review"("month", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Review_tradeAreaId_month_key" ON "Review"("tradeAreaId", "month");

-- CreateIndex
CREATE INDEX "ReviewFinding_reviewId_idx" ON "ReviewFinding"("reviewId");

-- CreateIndex
CREATE INDEX "ReviewProposal_reviewId_idx" ON "ReviewProposal"("reviewId");

-- CreateIndex
CREATE INDEX "ReviewProposal_forMonth_kind_state_idx" ON "ReviewProposal"("forMonth", "kind", "state");

-- CreateIndex
CREATE INDEX "ReviewEvent_reviewId_at_idx" ON "ReviewEvent"("reviewId", "at");

-- CreateIndex
CREATE INDEX "VisitObjective_tradeAreaId_endsOn_idx" ON "VisitObjective"("tradeAreaId", "endsOn");

-- CreateIndex
CREATE INDEX "VisitRecord_date_idx" ON "VisitRecord"("date");

-- AddForeignKey
ALTER TABLE "ForecastCell" ADD CONSTRAINT "ForecastCell_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ForecastRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForecastNode" ADD CONSTRAINT "ForecastNode_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ForecastRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForecastSeries" ADD CONSTRAINT "ForecastSeries_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ForecastRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TradeAreaEvent" ADD CONSTRAINT "TradeAreaEvent_tradeAreaId_fkey" FOREIGN KEY ("tradeAreaId") REFERENCES "TradeArea"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_tradeAreaId_fkey" FOREIGN KEY ("tradeAreaId") REFERENCES "TradeArea"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Review" ADD CONSTRAINT "Review_territoryId_fkey" FOREIGN KEY ("territoryId") REFERENCES "Territory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewFinding" ADD CONSTRAINT "ReviewFinding_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewProposal" ADD CONSTRAINT "ReviewProposal_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewEvent" ADD CONSTRAINT "ReviewEvent_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "Review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VisitObjective" ADD CONSTRAINT "VisitObjective_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "ReviewProposal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VisitObjective" ADD CONSTRAINT "VisitObjective_tradeAreaId_fkey" FOREIGN KEY ("tradeAreaId") REFERENCES "TradeArea"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- SalesCell follows Order and Retailer within the transaction of every change.
-- Retailers are locked FOR SHARE while their orders change, so that a move that happens meanwhile waits and then finds them.

CREATE FUNCTION "salesCellsFollowOrders"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    TRUNCATE "SalesCell";
    RETURN NULL;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    WITH place AS MATERIALIZED (
      SELECT id, coalesce("territoryId", 0) AS territory, coalesce("tradeAreaId", 0) AS area
      FROM "Retailer" WHERE id IN (SELECT "retailerId" FROM added) ORDER BY id FOR SHARE
    )
    INSERT INTO "SalesCell" AS cell
      (month, "productId", "territoryId", "tradeAreaId", need, ordered, delivered, lines, "linesFilled", "linesEmpty")
    SELECT o.month, o."productId", place.territory, place.area, sum(o.need), sum(o.ordered), sum(o.delivered), count(*),
      count(*) FILTER (WHERE o.delivered >= o.need), count(*) FILTER (WHERE o.delivered = 0)
    FROM added o JOIN place ON place.id = o."retailerId"
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (month, "productId", "territoryId", "tradeAreaId") DO UPDATE SET
      need = cell.need + excluded.need, ordered = cell.ordered + excluded.ordered,
      delivered = cell.delivered + excluded.delivered, lines = cell.lines + excluded.lines,
      "linesFilled" = cell."linesFilled" + excluded."linesFilled",
      "linesEmpty" = cell."linesEmpty" + excluded."linesEmpty";
  END IF;
  IF TG_OP <> 'INSERT' THEN
    WITH place AS MATERIALIZED (
      SELECT id, coalesce("territoryId", 0) AS territory, coalesce("tradeAreaId", 0) AS area
      FROM "Retailer" WHERE id IN (SELECT "retailerId" FROM removed) ORDER BY id FOR SHARE
    ), gone AS (
      SELECT o.month, o."productId", place.territory, place.area, sum(o.need)::int AS need,
        sum(o.ordered)::int AS ordered, sum(o.delivered)::int AS delivered, count(*)::int AS lines,
        count(*) FILTER (WHERE o.delivered >= o.need)::int AS filled,
        count(*) FILTER (WHERE o.delivered = 0)::int AS empty
      FROM removed o JOIN place ON place.id = o."retailerId" GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    )
    UPDATE "SalesCell" cell SET need = cell.need - gone.need, ordered = cell.ordered - gone.ordered,
      delivered = cell.delivered - gone.delivered, lines = cell.lines - gone.lines,
      "linesFilled" = cell."linesFilled" - gone.filled, "linesEmpty" = cell."linesEmpty" - gone.empty
    FROM gone WHERE cell.month = gone.month AND cell."productId" = gone."productId"
      AND cell."territoryId" = gone.territory AND cell."tradeAreaId" = gone.area;
    DELETE FROM "SalesCell" WHERE lines = 0 AND (month, "productId") IN (SELECT month, "productId" FROM removed);
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "salesCellsOfAdded" AFTER INSERT ON "Order" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "salesCellsFollowOrders"();
CREATE TRIGGER "salesCellsOfChanged" AFTER UPDATE ON "Order" REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "salesCellsFollowOrders"();
CREATE TRIGGER "salesCellsOfRemoved" AFTER DELETE ON "Order" REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION "salesCellsFollowOrders"();
CREATE TRIGGER "salesCellsOfNone" AFTER TRUNCATE ON "Order"
  FOR EACH STATEMENT EXECUTE FUNCTION "salesCellsFollowOrders"();

CREATE FUNCTION "salesCellsFollowRetailers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- a difference of sets is hashed; a join of the two would be planned as every row against every other
  IF NOT EXISTS (
    SELECT id, "territoryId", "tradeAreaId" FROM after EXCEPT SELECT id, "territoryId", "tradeAreaId" FROM before
  ) THEN
    RETURN NULL;
  END IF;
  WITH moved AS (
    SELECT was.id, coalesce(was."territoryId", 0) AS territory, coalesce(was."tradeAreaId", 0) AS area,
      coalesce(now."territoryId", 0) AS "territoryNow", coalesce(now."tradeAreaId", 0) AS "areaNow"
    FROM before was JOIN after now USING (id)
    WHERE (was."territoryId", was."tradeAreaId") IS DISTINCT FROM (now."territoryId", now."tradeAreaId")
  ), part AS (
    SELECT o.month, o."productId", moved.territory, moved.area, moved."territoryNow", moved."areaNow", o.need, o.ordered,
      o.delivered, 1 AS line, (o.delivered >= o.need)::int AS filled, (o.delivered = 0)::int AS empty
    FROM moved JOIN "Order" o ON o."retailerId" = moved.id
  ), change AS (
    SELECT month, "productId", "territoryNow" AS territory, "areaNow" AS area, need, ordered, delivered, line, filled, empty
    FROM part
    UNION ALL
    SELECT month, "productId", territory, area, -need, -ordered, -delivered, -line, -filled, -empty FROM part
  )
  INSERT INTO "SalesCell" AS cell
    (month, "productId", "territoryId", "tradeAreaId", need, ordered, delivered, lines, "linesFilled", "linesEmpty")
  SELECT month, "productId", territory, area, sum(need), sum(ordered), sum(delivered), sum(line), sum(filled), sum(empty)
  FROM change GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (month, "productId", "territoryId", "tradeAreaId") DO UPDATE SET
    need = cell.need + excluded.need, ordered = cell.ordered + excluded.ordered,
    delivered = cell.delivered + excluded.delivered, lines = cell.lines + excluded.lines,
    "linesFilled" = cell."linesFilled" + excluded."linesFilled", "linesEmpty" = cell."linesEmpty" + excluded."linesEmpty";
  DELETE FROM "SalesCell" cell USING before was
    WHERE cell.lines = 0 AND cell."territoryId" = coalesce(was."territoryId", 0)
      AND cell."tradeAreaId" = coalesce(was."tradeAreaId", 0);
  RETURN NULL;
END
$$;

CREATE TRIGGER "salesCellsOfMoved" AFTER UPDATE ON "Retailer" REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION "salesCellsFollowRetailers"();

-- The orders of a retailer go before it, while its place is still known.
CREATE FUNCTION "ordersGoFirst"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "Order" WHERE "retailerId" = OLD.id;
  RETURN OLD;
END
$$;

CREATE TRIGGER "ordersBeforeRetailer" BEFORE DELETE ON "Retailer"
  FOR EACH ROW EXECUTE FUNCTION "ordersGoFirst"();

-- An organisation from before the cockpit begins with the default targets, as a new one does.
INSERT INTO "ParameterSet" ("organizationId", kind, version, "values", note)
SELECT id, 'targets', 1, '{"forecastAccuracySku": 0.75, "forecastAccuracyTotal": 0.95, "fillRate": 0.95, "salesGrowth": 0.03, "keyBrandIndex": 1, "coverage": 0.95, "adherence": 0.9}', 'default'
FROM "Organization";
