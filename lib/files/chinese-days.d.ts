/** The build of `chinese-days` for Node has no types of its own beside it. */
declare module 'chinese-days/dist/index.min.js' {
  export { default } from 'chinese-days'
}
