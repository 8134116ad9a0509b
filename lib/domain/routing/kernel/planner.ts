/** What of the kernel a host calls: the file that is compiled. */
export { placeAll, returnToBest, search } from './search.kernel'
