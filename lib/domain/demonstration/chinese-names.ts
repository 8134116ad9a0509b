/**
 * Names of people in a Chinese city, put together from common surnames and given names, with their pinyin for user names.
 *
 * Shape   a person is `王建国`, `wang.jianguo`.
 */
import type { Random } from '@/lib/domain/random'
import { pick, shuffled } from './draws'

type Syllables = readonly (readonly [written: string, pinyin: string])[]

export const CHINESE_SURNAMES = readSyllables(
  '王wang 李li 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 马ma 朱zhu 胡hu 郭guo 何he 高gao 林lin ' +
    '罗luo 郑zheng 梁liang 宋song 唐tang 谢xie 韩han 冯feng 邓deng 曹cao 彭peng 曾zeng 田tian',
)
export const CHINESE_GIVEN_NAMES = readSyllables(
  '建国jianguo 志强zhiqiang 丽华lihua 晓东xiaodong 秀英xiuying 海燕haiyan 文斌wenbin 春梅chunmei 永刚yonggang 雪琴xueqin ' +
    '国庆guoqing 玉兰yulan 振华zhenhua 小红xiaohong 俊杰junjie 美玲meiling 卫东weidong 淑芬shufen 立新lixin 桂花guihua ' +
    '明辉minghui 爱萍aiping 鹏飞pengfei 丹丹dandan 少华shaohua 静怡jingyi 红军hongjun 慧敏huimin 旭升xusheng 婷婷tingting ' +
    '保平baoping 凤霞fengxia',
)

function readSyllables(text: string): Syllables {
  return text.split(' ').map((word) => {
    const [, written = '', pinyin = ''] = word.match(/^(\p{Script=Han}+)(\w+)$/u) ?? []
    return [written, pinyin]
  })
}

export type ChinesePerson = { readonly name: string; readonly username: string }

/** As many people as asked for, no name or user name twice, up to the number of given names times itself. */
export function chinesePeople(random: Random, count: number): ChinesePerson[] {
  const surnames = shuffled(random, CHINESE_SURNAMES.length)
  const given = shuffled(random, CHINESE_GIVEN_NAMES.length)
  return Array.from({ length: count }, (_, k) => {
    // every round of given names meets the surnames one place further on
    const round = Math.floor(k / given.length)
    const [first, firstPinyin] = CHINESE_GIVEN_NAMES[given[k % given.length]!]!
    const [surname, surnamePinyin] = CHINESE_SURNAMES[surnames[(k + round) % surnames.length]!]!
    return { name: `${surname}${first}`, username: `${surnamePinyin}.${firstPinyin}` }
  })
}

export function chineseName(random: Random): string {
  return `${pick(random, CHINESE_SURNAMES)[0]}${pick(random, CHINESE_GIVEN_NAMES)[0]}`
}
