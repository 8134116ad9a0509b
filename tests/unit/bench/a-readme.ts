/** The tables of the shared benchmarks' README in small, with a set that is not measured among them. */
export const README = `# Routing benchmark data

| folder | problem | instances here | format |
| --- | --- | --- | --- |
| \`cvrp/X\` | capacitated VRP | 69 | VRPLIB |

| instance | customers | BKS cost | routes in BKS |
| --- | ---: | ---: | ---: |
| X-n101-k25 | 100 | 27591 | 26 |
| Leuven1 | 3000 | 192848 | 203 |

Two conventions exist.

| set | instance | H veh | H dist | H2 veh | H2 dist | D veh | D dist (double) |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
| solomon | R102 | 17 | 1486.12 |  |  | 18 | 1472.81 |
| homberger_200 | c1_2_1 | 20 | 2704.57 | 20 | 2704.5678 |  |  |

| 1000-customer instance | D dist (DIMACS, 1 decimal) | routes in D | H2 veh | H2 dist |
| --- | ---: | ---: | ---: | ---: |
| C1_10_1 | 42444.8 | 100 | 100 | 42478.9516 |

| instance | n | days | vehicles/day | D | Q | visits | frequencies | verified UB (1997) | own (measured) | literature BKS (recalled) |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |
| p01 | 51 | 2 | 3 | 0 | 160 | 51 | 1 | 524.61 |  | 524.61 |
| p13 | 417 | 7 | 9 | 0 | 2000 | 457 | 1/2 | 3511.62 | 3417.71 | 3462.73 |
`
