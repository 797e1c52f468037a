"""What Jiqun costs, measured beside its peers in one run: ratios first, times second.

How to repeat it:

    make bench                                   # everything at full size: about ten minutes, 4 GB of memory
    python -m benchmarks --quick                 # the same with 50 clusters x 40 enterprises: two minutes
    python -m benchmarks --only nation           # one of application, nation, growth, scenarios
    python -m benchmarks --large                 # growth also at ten times the clusters (50 million rows), once
    python -m benchmarks --data DIR              # the 5,000 x 250 dataset lies in DIR/long and DIR/wide already
    python -m benchmarks --markdown FILE         # the tables also as Markdown, for docs/benchmarks.md

The packages are those of requirements-bench.txt. Made data goes to var/bench/ and is taken again while it fits.

How it is measured:

* Every contender is a hot process of its own (`worker`), so its peak of memory (VmHWM) is its own. It is built and run
  once before anything is timed; files are in the page cache, so decoding is measured and not the disk.
* In every round every contender runs once, in an order that turns from round to round: a busy neighbour hits all alike.
  A ratio is taken within each round, per row where contenders have different data; shown is the median of at least
  seven rounds, with the quartiles beside it. On a shared machine compare ratios, never times of two runs.
* The floor of a nation is the bare scan: DuckDB with two threads reads exactly the columns that our own plan reads
  (they follow from the clauses, `job.reads`), from the plain sorted long layout, and adds each one up.
* Contenders are given the same rows and columns, with the size class and the industry flag stored. Peers give the
  outcome of clauses; Jiqun gives besides every number as exact text and the verdicts, unless a row says "outcomes
  alone". The table "equal work" lists what each one read and gave.
* All outcomes are compared with ours in every run, and every difference is counted and named. Floats are allowed to the
  peers; where a cluster stands exactly on a line of the law they may fall off it.

The rooms: `contest` is the driver, `worker` the other end of the pipe, `contenders/` one way of doing the job a file,
`measured/` one question a file, `datasets` the data, `agreement` and `tables` what is shown.
"""
