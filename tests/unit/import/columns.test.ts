import { expect, test } from 'vitest'
import { aliasesOf, matchColumns } from '@/lib/domain/import/columns'
import { IMPORT_KINDS } from '@/lib/domain/import/import-check'

const match = (headers: string[], mapping = {}) => matchColumns(headers, 'retailers', { mapping })

test('Chinese, English, full-width and decorated headers find their fields', () => {
  const headers = [
    '客户编码',
    'Store Name',
    '经度（必填）',
    'ＬＡＴ',
    '许可证号',
    '档 位',
    '市场类型',
    '备注',
    '',
  ]
  const columns = match(headers)
  expect(columns).toMatchObject({
    ok: true,
    value: {
      mapping: {
        code: ['客户编码'],
        name: ['Store Name'],
        lng: ['经度（必填）'],
        lat: ['ＬＡＴ'],
        licenseNo: ['许可证号'],
        tier: ['档 位'],
        marketType: ['市场类型'],
      },
      ignored: ['备注', '#9'],
    },
  })
})

test('the licence number is the code where there is no other', () => {
  expect(match(['许可证号', '店名'])).toMatchObject({ value: { mapping: { code: ['许可证号'] } } })
  expect(match(['许可证号', '店名', '客户编码'])).toMatchObject({
    value: { mapping: { code: ['客户编码'] } },
  })
})

test('the person’s own mapping comes first, may join columns, and may leave a field out', () => {
  const headers = [
    'License Number',
    'DBA Name',
    'Street Number',
    'Street Name',
    'tier',
    'lng',
    'lat',
    'Georeference',
  ]
  const mapping = {
    name: 'DBA Name',
    address: ['Street Number', 'Street Name'],
    tier: null,
    position: 'georeference',
  }
  expect(match(headers, mapping)).toMatchObject({
    value: {
      mapping: {
        code: ['License Number'],
        address: ['Street Number', 'Street Name'],
        position: ['Georeference'],
      },
      ignored: ['tier', 'lng', 'lat'],
    },
  })
})

test('a mapping of a field or a header that does not exist is refused by name', () => {
  expect(match(['a'], { role: 'a' })).toMatchObject({ error: { code: 'MAPPING_FIELD', column: 'role' } })
  expect(match(['a'], { name: 'b' })).toMatchObject({ error: { code: 'MAPPING_HEADER', column: 'b' } })
  expect(match(['a'], { constructor: 'a' })).toMatchObject({ error: { code: 'MAPPING_FIELD' } })
})

test('two columns of one name are refused if we need them, and left out otherwise', () => {
  expect(match(['店名', '店名'])).toMatchObject({ error: { code: 'HEADER_DUPLICATE', column: '店名' } })
  expect(match(['备注', '备注'])).toMatchObject({ ok: true, value: { ignored: ['备注', '备注'] } })
})

test('no name stands for two fields', () => {
  for (const aliases of IMPORT_KINDS.map(aliasesOf)) {
    const names = Object.values(aliases).flat()
    expect(names.filter((name, k) => names.indexOf(name) !== k)).toEqual([])
  }
})
