-- AlterTable
ALTER TABLE "PlanCycle" ADD COLUMN     "replacedById" INTEGER,
ADD COLUMN     "replan" JSONB;

-- AlterTable
ALTER TABLE "PlanRun" ADD COLUMN     "freedom" TEXT NOT NULL DEFAULT 'free';

-- CreateIndex
CREATE UNIQUE INDEX "PlanCycle_replacedById_key" ON "PlanCycle"("replacedById");

-- AddForeignKey
ALTER TABLE "PlanCycle" ADD CONSTRAINT "PlanCycle_replacedById_fkey" FOREIGN KEY ("replacedById") REFERENCES "PlanCycle"("id") ON DELETE CASCADE ON UPDATE CASCADE;
