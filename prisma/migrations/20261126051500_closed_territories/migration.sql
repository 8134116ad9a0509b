-- AlterTable
ALTER TABLE "Territory" ADD COLUMN     "closedAt" TIMESTAMPTZ(3);
