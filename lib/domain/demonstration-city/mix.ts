/**
 * The mix of a Chinese city's retailers, by type of trade area, format and market.
 *
 * Shape   counts as published, of 15,019 retailers; `apportion` brings them to any number.
 * Source  Shiyan (十堰), in the algorithm documents of github.com/Robin-Jason/CigaretteDistributionSystem at da39566:
 *         居民区, 集贸区, 工业区, 商业娱乐区, 办公区, 旅游景区, 交通枢纽区, 院校学区 and 其他; 便利店, 其他, 烟草专业店, 娱乐, 超市 and 商场;
 *         城网 and 农网.
 */
import type { BusinessFormat, MarketType } from '@/lib/domain/retailer/classification'
import type { GeneratedAreaType } from './county'

export const AREA_TYPE_MIX: Readonly<Record<GeneratedAreaType, number>> = {
  residential: 8352,
  'market-town': 5785,
  industrial: 278,
  commercial: 258,
  office: 116,
  tourism: 108,
  'transport-hub': 77,
  campus: 34,
  mixed: 11,
}

export const FORMAT_MIX: Readonly<Partial<Record<BusinessFormat, number>>> = {
  convenience: 13_002,
  other: 935,
  'tobacco-alcohol': 726,
  entertainment: 280,
  supermarket: 70,
  mall: 6,
}

export const MARKET_MIX: Readonly<Record<MarketType, number>> = { urban: 11_162, rural: 3857 }
