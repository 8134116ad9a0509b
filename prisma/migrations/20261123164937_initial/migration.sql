-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('administrator', 'marketing', 'market_manager', 'customer_manager');

-- CreateEnum
CREATE TYPE "TravelMode" AS ENUM ('car', 'motorcycle', 'foot');

-- CreateEnum
CREATE TYPE "MarketType" AS ENUM ('urban', 'rural');

-- CreateEnum
CREATE TYPE "RingBand" AS ENUM ('core', 'secondary', 'fringe');

-- CreateEnum
CREATE TYPE "PlanStatus" AS ENUM ('draft', 'published');

-- CreateTable
CREATE TABLE "Organization" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "sample" TEXT,
    "timeZone" TEXT NOT NULL,
    "holidayCalendar" TEXT NOT NULL,
    "weekend" INTEGER[],
    "currency" TEXT NOT NULL,
    "bbox" DOUBLE PRECISION[],
    "attribution" TEXT NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "organizationId" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "off" BOOLEAN NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("organizationId","date")
);

-- CreateTable
CREATE TABLE "OrgUnit" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "parentId" INTEGER,
    "level" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,

    CONSTRAINT "OrgUnit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "username" TEXT,
    "displayUsername" TEXT,
    "role" "Role" NOT NULL DEFAULT 'customer_manager',
    "orgUnitId" INTEGER,
    "locale" TEXT,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" SERIAL NOT NULL,
    "userId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInAttempt" (
    "username" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInAttempt_pkey" PRIMARY KEY ("username")
);

-- CreateTable
CREATE TABLE "Territory" (
    "id" SERIAL NOT NULL,
    "orgUnitId" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "managerId" TEXT,
    "startLng" DOUBLE PRECISION NOT NULL,
    "startLat" DOUBLE PRECISION NOT NULL,
    "endLng" DOUBLE PRECISION NOT NULL,
    "endLat" DOUBLE PRECISION NOT NULL,
    "travelMode" "TravelMode" NOT NULL DEFAULT 'car',
    "shiftStart" INTEGER NOT NULL DEFAULT 30600,
    "shiftEnd" INTEGER NOT NULL DEFAULT 63000,
    "breakFrom" INTEGER,
    "breakTo" INTEGER,
    "breakSeconds" INTEGER,
    "visitsMax" INTEGER NOT NULL DEFAULT 30,
    "outline" JSONB,

    CONSTRAINT "Territory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DayOff" (
    "id" SERIAL NOT NULL,
    "userId" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DayOff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Retailer" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameSource" TEXT NOT NULL DEFAULT 'tag',
    "lng" DOUBLE PRECISION NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "quadbin" BIGINT NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "ownerName" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "licenseNo" TEXT NOT NULL DEFAULT '',
    "format" TEXT NOT NULL,
    "marketType" "MarketType" NOT NULL DEFAULT 'urban',
    "tier" INTEGER,
    "serviceClass" TEXT NOT NULL DEFAULT 'C',
    "keyGrowth" BOOLEAN NOT NULL DEFAULT false,
    "assisted" BOOLEAN NOT NULL DEFAULT false,
    "openWindows" JSONB NOT NULL DEFAULT '[]',
    "closedWeekdays" INTEGER[],
    "contactPreference" TEXT NOT NULL DEFAULT 'allowed',
    "visitsPerWeek" INTEGER,
    "territoryId" INTEGER,
    "tradeAreaId" INTEGER,
    "lastVisitOn" DATE,
    "lastOrderMonth" TEXT,
    "openedOn" DATE,
    "closedAt" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL DEFAULT 'hand',
    "sourceRef" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Retailer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RetailerHistory" (
    "id" SERIAL NOT NULL,
    "retailerId" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authorId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "changes" JSONB NOT NULL,

    CONSTRAINT "RetailerHistory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoreRing" (
    "retailerId" INTEGER NOT NULL,
    "ring" "RingBand" NOT NULL,
    "radiusM" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "ringClass" TEXT NOT NULL,
    "parameterSetId" INTEGER NOT NULL,

    CONSTRAINT "StoreRing_pkey" PRIMARY KEY ("retailerId","ring")
);

-- CreateTable
CREATE TABLE "TradeAreaType" (
    "code" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,
    "color" TEXT NOT NULL,
    "builtIn" BOOLEAN NOT NULL DEFAULT false,
    "aliases" TEXT[],
    "position" INTEGER NOT NULL,

    CONSTRAINT "TradeAreaType_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "TradeArea" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "typeCode" TEXT,
    "typeSource" TEXT NOT NULL DEFAULT 'rule',
    "typeEvidence" JSONB,
    "geometry" JSONB NOT NULL,
    "west" DOUBLE PRECISION NOT NULL,
    "south" DOUBLE PRECISION NOT NULL,
    "east" DOUBLE PRECISION NOT NULL,
    "north" DOUBLE PRECISION NOT NULL,
    "areaM2" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'hand',
    "sourceRef" TEXT NOT NULL DEFAULT '',
    "focus" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "closedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TradeArea_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TradeAreaVersion" (
    "id" SERIAL NOT NULL,
    "tradeAreaId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "typeCode" TEXT,
    "geometry" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authorId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "TradeAreaVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ParameterSet" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "values" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "authorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ParameterSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DemandCell" (
    "id" SERIAL NOT NULL,
    "lng" DOUBLE PRECISION NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "quadbin" BIGINT NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "street" TEXT NOT NULL DEFAULT '',
    "number" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "DemandCell_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoadNetwork" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "graph" BYTEA NOT NULL,
    "junctions" INTEGER NOT NULL,
    "edges" INTEGER NOT NULL,
    "connectedShare" DOUBLE PRECISION NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoadNetwork_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BasemapTile" (
    "z" INTEGER NOT NULL,
    "x" INTEGER NOT NULL,
    "y" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "BasemapTile_pkey" PRIMARY KEY ("z","x","y")
);

-- CreateTable
CREATE TABLE "DataVersion" (
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "DataVersion_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "PlanCycle" (
    "id" SERIAL NOT NULL,
    "territoryId" INTEGER NOT NULL,
    "startsOn" DATE NOT NULL,
    "dates" TEXT[],
    "problem" JSONB NOT NULL,
    "travel" BYTEA,
    "cost" JSONB NOT NULL,
    "seed" INTEGER NOT NULL,
    "iterations" INTEGER NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "travelSource" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "authorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlanCycle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WeekPlan" (
    "id" SERIAL NOT NULL,
    "territoryId" INTEGER NOT NULL,
    "cycleId" INTEGER NOT NULL,
    "week" TEXT NOT NULL,
    "status" "PlanStatus" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "publishedAt" TIMESTAMPTZ(3),
    "publishedBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WeekPlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanDay" (
    "id" SERIAL NOT NULL,
    "cycleId" INTEGER NOT NULL,
    "dayIndex" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "startTime" INTEGER,
    "endTime" INTEGER,
    "breakStart" INTEGER,
    "breakEnd" INTEGER,
    "driveSeconds" INTEGER NOT NULL DEFAULT 0,
    "driveMeters" INTEGER NOT NULL DEFAULT 0,
    "workSeconds" INTEGER NOT NULL DEFAULT 0,
    "legs" JSONB,

    CONSTRAINT "PlanDay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlannedVisit" (
    "id" SERIAL NOT NULL,
    "planDayId" INTEGER NOT NULL,
    "retailerId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "arrive" INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "leave" INTEGER NOT NULL,
    "driveSeconds" INTEGER NOT NULL,
    "driveMeters" INTEGER NOT NULL,
    "channel" TEXT NOT NULL DEFAULT 'onsite',
    "locked" BOOLEAN NOT NULL DEFAULT false,
    "lockedBy" TEXT,
    "lockReason" TEXT,
    "purposes" JSONB NOT NULL,
    "breaches" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "PlannedVisit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UnplannedVisit" (
    "id" SERIAL NOT NULL,
    "cycleId" INTEGER NOT NULL,
    "retailerId" INTEGER NOT NULL,
    "visits" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "needs" JSONB,

    CONSTRAINT "UnplannedVisit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VisitRecord" (
    "id" SERIAL NOT NULL,
    "clientId" UUID,
    "retailerId" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "authorId" TEXT,
    "channel" TEXT NOT NULL DEFAULT 'onsite',
    "done" BOOLEAN NOT NULL DEFAULT true,
    "reason" TEXT,
    "notes" TEXT NOT NULL DEFAULT '',
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "VisitRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Brand" (
    "id" SERIAL NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,
    "key" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Brand_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PriceClass" (
    "code" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "PriceClass_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Product" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameZh" TEXT NOT NULL,
    "brandId" INTEGER NOT NULL,
    "priceClassCode" TEXT NOT NULL,
    "priceFen" INTEGER NOT NULL,
    "packUnits" INTEGER NOT NULL DEFAULT 1,
    "scarce" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Order" (
    "month" INTEGER NOT NULL,
    "productId" INTEGER NOT NULL,
    "retailerId" INTEGER NOT NULL,
    "need" INTEGER NOT NULL,
    "ordered" INTEGER NOT NULL,
    "delivered" INTEGER NOT NULL,

    CONSTRAINT "Order_pkey" PRIMARY KEY ("retailerId","productId","month")
);

-- CreateTable
CREATE TABLE "SupplyCycle" (
    "id" SERIAL NOT NULL,
    "productId" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "supplyUnits" INTEGER NOT NULL,

    CONSTRAINT "SupplyCycle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AllocationRun" (
    "id" SERIAL NOT NULL,
    "supplyCycleId" INTEGER NOT NULL,
    "status" "PlanStatus" NOT NULL DEFAULT 'draft',
    "supplyUnits" INTEGER NOT NULL,
    "allocatedUnits" INTEGER NOT NULL,
    "shortfall" JSONB,
    "parameterSetId" INTEGER NOT NULL,
    "result" JSONB NOT NULL,
    "authorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publishedAt" TIMESTAMPTZ(3),
    "publishedBy" TEXT,

    CONSTRAINT "AllocationRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AllocationLine" (
    "runId" INTEGER NOT NULL,
    "retailerId" INTEGER NOT NULL,
    "zoneKey" TEXT NOT NULL,
    "tier" INTEGER NOT NULL,
    "demandUnits" INTEGER NOT NULL,
    "units" INTEGER NOT NULL,
    "reason" JSONB NOT NULL,

    CONSTRAINT "AllocationLine_pkey" PRIMARY KEY ("runId","retailerId")
);

-- CreateTable
CREATE TABLE "StockCount" (
    "retailerId" INTEGER NOT NULL,
    "productId" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "units" INTEGER NOT NULL,

    CONSTRAINT "StockCount_pkey" PRIMARY KEY ("retailerId","productId","month")
);

-- CreateTable
CREATE TABLE "PriceObservation" (
    "retailerId" INTEGER NOT NULL,
    "productId" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "priceFen" INTEGER NOT NULL,

    CONSTRAINT "PriceObservation_pkey" PRIMARY KEY ("retailerId","productId","month")
);

-- CreateTable
CREATE TABLE "ImportBatch" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "encoding" TEXT,
    "datum" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "stored" INTEGER NOT NULL,
    "created" INTEGER NOT NULL,
    "updated" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "authorId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImportBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authorId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "LoadStep" (
    "name" TEXT NOT NULL,
    "stamp" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "result" JSONB,

    CONSTRAINT "LoadStep_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "PlanRun" (
    "id" SERIAL NOT NULL,
    "territoryId" INTEGER NOT NULL,
    "week" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION,
    "cancelRequested" BOOLEAN NOT NULL DEFAULT false,
    "cycleId" INTEGER,
    "failure" JSONB,
    "authorId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlanRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OrgUnit_code_key" ON "OrgUnit"("code");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_username_key" ON "User"("username");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE INDEX "ApiToken_userId_idx" ON "ApiToken"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Territory_code_key" ON "Territory"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Territory_managerId_key" ON "Territory"("managerId");

-- CreateIndex
CREATE INDEX "Territory_orgUnitId_idx" ON "Territory"("orgUnitId");

-- CreateIndex
CREATE UNIQUE INDEX "DayOff_userId_date_key" ON "DayOff"("userId", "date");

-- CreateIndex
CREATE UNIQUE INDEX "Retailer_code_key" ON "Retailer"("code");

-- CreateIndex
CREATE INDEX "Retailer_quadbin_idx" ON "Retailer"("quadbin");

-- CreateIndex
CREATE INDEX "Retailer_territoryId_idx" ON "Retailer"("territoryId");

-- CreateIndex
CREATE INDEX "Retailer_tradeAreaId_idx" ON "Retailer"("tradeAreaId");

-- CreateIndex
CREATE INDEX "RetailerHistory_retailerId_at_idx" ON "RetailerHistory"("retailerId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "TradeArea_code_key" ON "TradeArea"("code");

-- CreateIndex
CREATE INDEX "TradeArea_west_east_idx" ON "TradeArea"("west", "east");

-- CreateIndex
CREATE UNIQUE INDEX "TradeAreaVersion_tradeAreaId_version_key" ON "TradeAreaVersion"("tradeAreaId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "ParameterSet_organizationId_kind_version_key" ON "ParameterSet"("organizationId", "kind", "version");

-- CreateIndex
CREATE INDEX "DemandCell_quadbin_idx" ON "DemandCell"("quadbin");

-- CreateIndex
CREATE INDEX "PlanCycle_territoryId_startsOn_idx" ON "PlanCycle"("territoryId", "startsOn");

-- CreateIndex
CREATE UNIQUE INDEX "WeekPlan_cycleId_key" ON "WeekPlan"("cycleId");

-- CreateIndex
CREATE UNIQUE INDEX "WeekPlan_territoryId_week_status_key" ON "WeekPlan"("territoryId", "week", "status");

-- CreateIndex
CREATE UNIQUE INDEX "PlanDay_cycleId_dayIndex_key" ON "PlanDay"("cycleId", "dayIndex");

-- CreateIndex
CREATE INDEX "PlannedVisit_retailerId_idx" ON "PlannedVisit"("retailerId");

-- CreateIndex
CREATE UNIQUE INDEX "PlannedVisit_planDayId_retailerId_key" ON "PlannedVisit"("planDayId", "retailerId");

-- CreateIndex
CREATE UNIQUE INDEX "UnplannedVisit_cycleId_retailerId_key" ON "UnplannedVisit"("cycleId", "retailerId");

-- CreateIndex
CREATE UNIQUE INDEX "VisitRecord_clientId_key" ON "VisitRecord"("clientId");

-- CreateIndex
CREATE INDEX "VisitRecord_retailerId_date_idx" ON "VisitRecord"("retailerId", "date");

-- CreateIndex
CREATE UNIQUE INDEX "Product_code_key" ON "Product"("code");

-- CreateIndex
CREATE INDEX "Order_month_productId_idx" ON "Order"("month", "productId");

-- CreateIndex
CREATE UNIQUE INDEX "SupplyCycle_productId_month_key" ON "SupplyCycle"("productId", "month");

-- CreateIndex
CREATE INDEX "AllocationRun_supplyCycleId_createdAt_idx" ON "AllocationRun"("supplyCycleId", "createdAt");

-- CreateIndex
CREATE INDEX "AllocationLine_retailerId_idx" ON "AllocationLine"("retailerId");

-- CreateIndex
CREATE INDEX "AuditEntry_subject_subjectId_idx" ON "AuditEntry"("subject", "subjectId");

-- CreateIndex
CREATE INDEX "PlanRun_territoryId_createdAt_idx" ON "PlanRun"("territoryId", "createdAt");

-- AddForeignKey
ALTER TABLE "CalendarDay" ADD CONSTRAINT "CalendarDay_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrgUnit" ADD CONSTRAINT "OrgUnit_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrgUnit" ADD CONSTRAINT "OrgUnit_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "OrgUnit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "OrgUnit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Territory" ADD CONSTRAINT "Territory_orgUnitId_fkey" FOREIGN KEY ("orgUnitId") REFERENCES "OrgUnit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Territory" ADD CONSTRAINT "Territory_managerId_fkey" FOREIGN KEY ("managerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DayOff" ADD CONSTRAINT "DayOff_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Retailer" ADD CONSTRAINT "Retailer_territoryId_fkey" FOREIGN KEY ("territoryId") REFERENCES "Territory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Retailer" ADD CONSTRAINT "Retailer_tradeAreaId_fkey" FOREIGN KEY ("tradeAreaId") REFERENCES "TradeArea"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RetailerHistory" ADD CONSTRAINT "RetailerHistory_retailerId_fkey" FOREIGN KEY ("retailerId") REFERENCES "Retailer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoreRing" ADD CONSTRAINT "StoreRing_retailerId_fkey" FOREIGN KEY ("retailerId") REFERENCES "Retailer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoreRing" ADD CONSTRAINT "StoreRing_parameterSetId_fkey" FOREIGN KEY ("parameterSetId") REFERENCES "ParameterSet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TradeArea" ADD CONSTRAINT "TradeArea_typeCode_fkey" FOREIGN KEY ("typeCode") REFERENCES "TradeAreaType"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TradeAreaVersion" ADD CONSTRAINT "TradeAreaVersion_tradeAreaId_fkey" FOREIGN KEY ("tradeAreaId") REFERENCES "TradeArea"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParameterSet" ADD CONSTRAINT "ParameterSet_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanCycle" ADD CONSTRAINT "PlanCycle_territoryId_fkey" FOREIGN KEY ("territoryId") REFERENCES "Territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WeekPlan" ADD CONSTRAINT "WeekPlan_territoryId_fkey" FOREIGN KEY ("territoryId") REFERENCES "Territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WeekPlan" ADD CONSTRAINT "WeekPlan_cycleId_fkey" FOREIGN KEY ("cycleId") REFERENCES "PlanCycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanDay" ADD CONSTRAINT "PlanDay_cycleId_fkey" FOREIGN KEY ("cycleId") REFERENCES "PlanCycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlannedVisit" ADD CONSTRAINT "PlannedVisit_planDayId_fkey" FOREIGN KEY ("planDayId") REFERENCES "PlanDay"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlannedVisit" ADD CONSTRAINT "PlannedVisit_retailerId_fkey" FOREIGN KEY ("retailerId") REFERENCES "Retailer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnplannedVisit" ADD CONSTRAINT "UnplannedVisit_cycleId_fkey" FOREIGN KEY ("cycleId") REFERENCES "PlanCycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnplannedVisit" ADD CONSTRAINT "UnplannedVisit_retailerId_fkey" FOREIGN KEY ("retailerId") REFERENCES "Retailer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VisitRecord" ADD CONSTRAINT "VisitRecord_retailerId_fkey" FOREIGN KEY ("retailerId") REFERENCES "Retailer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_brandId_fkey" FOREIGN KEY ("brandId") REFERENCES "Brand"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_priceClassCode_fkey" FOREIGN KEY ("priceClassCode") REFERENCES "PriceClass"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_retailerId_fkey" FOREIGN KEY ("retailerId") REFERENCES "Retailer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupplyCycle" ADD CONSTRAINT "SupplyCycle_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AllocationRun" ADD CONSTRAINT "AllocationRun_supplyCycleId_fkey" FOREIGN KEY ("supplyCycleId") REFERENCES "SupplyCycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AllocationLine" ADD CONSTRAINT "AllocationLine_runId_fkey" FOREIGN KEY ("runId") REFERENCES "AllocationRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AllocationLine" ADD CONSTRAINT "AllocationLine_retailerId_fkey" FOREIGN KEY ("retailerId") REFERENCES "Retailer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
