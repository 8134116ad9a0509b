/** Signs of Chinese shops, made up: a lucky name or a family's, and what the shop is. */
import { pick, streamOf } from '@/lib/domain/demonstration/draws'
import type { BusinessFormat } from '@/lib/domain/retailer/classification'

const LUCKY = [...'顺兴福祥瑞和永恒鑫宏华盛旺隆昌达通安康泰丰裕润源茂聚佳美惠利众万百乐金']
const FAMILIES = [
  ...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢',
]

const TRADES: Readonly<Record<BusinessFormat, readonly string[]>> = {
  mall: ['购物中心', '百货大楼', '商厦'],
  supermarket: ['购物广场', '生活超市', '大超市'],
  convenience: [
    '便利店',
    '超市',
    '商店',
    '副食店',
    '百货店',
    '综合商店',
    '日用品店',
    '小卖部',
    '门市部',
    '便民店',
  ],
  'tobacco-alcohol': ['烟酒', '名烟名酒', '烟酒行', '烟酒商行', '烟酒专卖'],
  grocery: ['食杂店', '粮油店', '副食店'],
  entertainment: ['茶楼', '棋牌室', '歌厅', '网吧', '台球厅'],
  other: ['饭店', '早餐店', '水果店', '书报亭', '招待所', '加油站', '理发店'],
}
const FAMILY_SHARE = 0.35

export function shopName(seed: number, index: number, format: BusinessFormat): string {
  const random = streamOf(seed, 'sign', index)
  const trade = pick(random, TRADES[format])
  const isBig = format === 'mall' || format === 'supermarket'
  if (!isBig && random.next() < FAMILY_SHARE) {
    const family = pick(random, FAMILIES)
    return random.next() < 0.5 ? `老${family}${trade}` : `${family}记${trade}`
  }
  const first = pick(random, LUCKY)
  const second = pick(
    random,
    LUCKY.filter((sign) => sign !== first),
  )
  return `${first}${second}${trade}`
}
