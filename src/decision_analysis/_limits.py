"""Limits and tolerances of the whole library: each number that bounds memory, size or error, once.

Below each stands why it is this number: what it costs, or which error it must exceed. Numbers that
only one algorithm in one file understands stand in that file.
"""

from __future__ import annotations

# Memory: how many numbers or rows a step holds at once

BLOCK = 2**22
"""Numbers of an intermediate array where work goes block by block: 32 MB of floats. Results do not
depend on it, as blocks are independent of one another, or add up whole numbers."""

CACHE_BLOCK = 2**18
"""Numbers of an intermediate array that is gone through several times: 2 MB of floats, which stay
in the cache."""

ONE_THREAD = 2**18
"""Multiplications of a product of matrices up to which OpenBLAS stays on the calling thread. Just
above, a second thread saves less than what waiting for it costs where the cores are busy: 15 ms
instead of 3."""

ONE_THREAD_VECTOR = 2**13
"""The same of a matrix times a vector, for which OpenBLAS starts threads from 9,216 on."""

MOST_IN_PARTS = 64
"""Parts of that size into which a product is cut: 17 million multiplications, some milliseconds on
one thread. Of larger ones BLAS uses the threads that it is allowed."""

HEAP_BLOCK = 15_000
"""Numbers of an intermediate array that is made anew for each part of the work: 120 kB, which
malloc has at hand. From 128 kB on it may ask the system for memory, and each page of that costs
more than what is computed on it."""

TREE_BLOCK = 2_000_000
"""Nodes of a tree times strategies, states or epsilons rolled back at once: 16 MB of floats. Apart
from `BLOCK`: how wide a batch is may decide the last bit of a sum over its nodes."""

BALLOT_BLOCK = 4_000_000
"""Voters times pairs of alternatives counted at once: 32 MB of floats. Apart from `BLOCK`: weighted
counts are added up block by block, so that another size could change their last bit."""

CLUSTER_BLOCK = 2**21
"""Samples times pairs of alternatives tallied by clusters at once: 16 MB of floats for each sum.
Apart from `BLOCK`: sums of clusters are added up block by block, so that their last bit depends on
it."""

LONG_RUN = 16
"""Draws, on average, beside one stored sample from which on they are gone through together: what
this costs for each sample is then less than what it saves for each draw."""

CHUNK = 2**13
"""Rows that have a random stream of their own, the unit of work: every number drawn depends on it.
64 kB for each column."""

BATCH = 2**16
"""Rows of samples held, and asked of a model, at once where the caller says nothing: 8 chunks, 0.5
MB for each column."""

JOB_SECONDS = 0.5
"""What one job of a worker should take: a cluster needs some milliseconds for each, so that one
scheduler serves a hundred workers; what runs at Ctrl-C is waited for."""

JOB_BYTES = 10**6
"""Of a task that is sent with every job; the data of larger ones go ahead to the workers, who may
be lost with them."""

JOBS_AT_ONCE = 8
"""Jobs, at least, into which what `batch` allows is cut, so that several workers have some."""

MOST_IN_A_JOB = 128
"""Chunks of a job that holds no rows: a million rows, whose answers come back together."""

TIMES_LOST = 3
"""How often a job may lose its worker and run again: what kills its workers would go on for ever,
while machines that a cluster takes back are seldom the same thrice."""

STRATEGIES_AT_ONCE = 1024
"""Strategies made at once while one goes through them all: the first is soon there, and numpy's
overhead is shared by many."""

PIECES_AT_ONCE = 2**13
"""Simplices that are cut together: 2 MB for six criteria, and a cut makes at most twenty of one."""

OPTIONS_AT_ONCE = 2**20
"""Numbers of the options of a choice in all information states that are found together, 8 MB; of
more, each is found when asked for."""

TABLES_AT_ONCE = 2**20
"""Performances of the drawn tables that a method is given together, 8 MB, and its own steps beside
them."""

# What is refused as too large, or as too little

MOST_AXES = 32
"""Axes of an array: numpy had no more before its version 2."""

MOST_TABLE_AXES = 30
"""Axes of a table that is multiplied with others, samples included: some functions of numpy take
32, and need some for their own."""

MOST_PARENTS = 28
"""Variables that a node of a diagram depends on: with its own states and samples, the axes of its
table are `MOST_TABLE_AXES`."""

MOST_SAMPLE_AXES = 24
"""Axes of the samples of a tree: numpy broadcasts at most 32, and functions add a few of their
own."""

LARGEST_INTEGER = 2**62
"""Largest whole number taken or computed: the sum of two still fits into 64 bits with a sign."""

EXACT_INTEGERS = 2**53
"""Whole numbers that floats tell from one another: from here on every float is whole, and counts
are no longer exact."""

LARGEST_PERFORMANCE = 1e300
"""Largest absolute performance, payoff or parameter: differences and sums of up to 10^8 of them
stay below 1.8e308, where floats overflow."""

SMALLEST_NORMAL = 2.3e-308
"""Smallest number that a float holds with all its digits: below it they are lost one by one, and
from 5e-324 on nothing is left."""

LARGEST_VALUE = 1e305
"""Largest absolute value in analyses of information, which divide by a power of two before anything
is squared: room for standard normal draws in units up to 1e300, and for gains over another value.
"""

LARGEST_SAMPLED_VALUE = 1e150
"""Largest absolute value or cost in analyses of timing and of the size of a study: beyond this,
squares overflow."""

LARGEST_RATIO = 1e20
"""Largest ratio of numbers in one statement about weights, of two weights or of a bound to 1:
weights of ratios up to 1e25 were drawn right to all digits shown with two to nine criteria, from
1e27 on some missed their bounds, and from 1e60 on the space was taken for another."""

LARGEST_IMPLIED_RATIO = 1e50
"""Largest ratio of two weights that several statements imply together: chains, stars and trees of
ratios, with bounds and orders between, were drawn right up to 1e60, also with ratios known to
twelve digits; from 1e70 on weights were 0 or missed their ratios."""

LARGEST_COUNT = 1e15
"""Largest number of people behind one ranking: below 2^53, so that a count is a whole number
exactly."""

MOST_SAMPLES = 10**12
"""Samples of an analysis: 12 days at a million in a second."""

MOST_STUDY_SAMPLES = 10**7
"""Samples of a study: more change no digit that is shown, as the standard error of a share is below
.0002, and take minutes or hours."""
MOST_SAMPLES_HERE = 10**8
"""Samples of an analysis without workers: minutes at a million in a second. Who wants more of one
process says so by one worker."""

MOST_HELD_SAMPLES = 10**8
"""Samples drawn whole: 0.8 GB for each parameter, where analyses draw them chunk by chunk."""

MOST_POINTS = 10**5
"""Points along a parameter or a weight, or that a distribution is made of: seconds of a fast model,
where a picture shows some thousand."""

MOST_GRID_POINTS = 10**7
"""Points of a grid of two parameters or three weights: half a minute of a fast model."""

MOST_CYCLES = 10**6
"""Cycles for which a cohort is followed: seconds, one after the other."""

MOST_RESAMPLINGS = 10**5
"""Samples of a bootstrap: of its 95% limits a hundredth of their distance is known from 10^4."""

MOST_LATIN_ROWS = 10**7
"""Rows of a Latin hypercube, which is drawn whole: 40 bytes for each row and parameter, 400 MB for
one parameter."""

LONGEST_SEED = 2**12
"""Bits of a seed, 32 times the 128 that a fresh one has: a longer one is no seed but given by
mistake."""

MOST_TREE_NODES = 10_000_000
"""Nodes of a flat tree: each of its arrays is 80 MB, for each sample and attribute."""

MOST_CORNERS = 4096
"""Extreme points of all uncertainties that share nodes, together: every strategy is rolled back at
each of them."""

MOST_CORNERS_BY_NODE = 4_000_000
"""Such extreme points times the nodes of the tree: 32 MB for the probabilities."""

MOST_TIED_OUTCOMES = 10
"""Outcomes of an uncertainty that shares nodes: with bounds on ten, up to 1,260 extreme points are
found by going through 2^9 corners for each outcome."""

MOST_CORNERS_BY_STRATEGY = 2_000_000
"""Strategies times extreme points whose values are listed for interval choice: 16 MB, of which each
strategy's are compared with all others'."""

MOST_WORST_CASES = 500_000
"""Strategies times extreme points listed for max-min: 4 MB, computed anew at every epsilon."""

MOST_JOINT_OUTCOMES = 1 << 16
"""Joint outcomes of uncertainties that rule one another out, listed for regret: each is compared
with every event, 0.25 MB of 32-bit numbers for each event."""

MOST_JOINT_NUMBERS = 20_000_000
"""Joint states times nodes and samples in clairvoyance of several uncertainties: 160 MB."""

MOST_TOLD_NUMBERS = 5_000_000
"""Numbers gone through, in one call, to find what options that meet two uncertainties say of them,
40 MB in all; what would take more counts as not told."""

MOST_STRATEGIES_COMPARED = 1000
"""Strategies among which one whose name is misspelled is looked for: all names are made for it."""

MOST_COMPARED = 1_000
"""Known words among which one that may be meant is looked for: some ten milliseconds."""

LONGEST_COMPARED = 300
"""Characters of a word that is compared with others: the time grows with their square."""

LONGEST_FORMULA = 10_000
"""Characters of an expression of a study, some milliseconds to read: a sum over hundreds of names;
also of any text that arguments of fragments are put into."""

LONGEST_FOREIGN_FORMULA = 1_000_000
"""Characters of a formula of another program's file: 60 MB while it is read, in some seconds."""

LONGEST_EXPRESSIONS = 2_000_000
"""Characters of all different expressions of a study: five seconds each time that they are read."""

MOST_JUDGED = 300_000
"""Judged numbers of a study, its cells among them: 1.3 kB and 50 microseconds each, with the place
at which it was judged. Larger tables are read by `io.load`."""

MOST_DISTRIBUTIONS = 20_000
"""Distributions of parameters in a file: scipy takes a millisecond and 12 kB to freeze each."""

MOST_STUDY_CRITERIA = 1_000
"""Criteria of a study, each with a weight: what is said of these is a matrix with a column each."""

MOST_PAIRED = 1_000
"""Alternatives of which all pairs are looked through, half a million: of more, agreement is counted
by sorting, and a study looks at those that some method ranks highest."""

MOST_VARIED, MOST_VARIED_CELLS = 100, 2**17
"""Numbers of a study that are varied one at a time, and those numbers times alternatives; beyond
both it is said that they are not. Along each the change of the best is looked for in a score of
calls of the model, which keeps all its scores: 300 numbers and 400 alternatives take ten seconds.
"""

MOST_SAMPLED_SCORES = 2**24
"""Samples of a study times its alternatives: 128 MB, of which half a dozen are held at once. Of
more than 1,677 alternatives the usual 10,000 samples become fewer."""

MOST_METHODS = 200
"""Methods that a study compares, some twice as many as there are: each is tried when it is read."""

MOST_LOG_ENTRIES = 1_000
"""Entries of a log of evidence, after each of which a study must hold: years of one a day."""

MOST_EXPANDED_ENTRIES = 200_000
"""Entries that fragments of a study are expanded to, each made once: some seconds and 100 MB; a few
lines of fragments that use one another twice could give billions."""

MOST_TABLE_NUMBERS = 2**27
"""Numbers of a table of a diagram, 1 GB: a product of two and the result are held at once."""

MOST_KEPT_PAIRS = 25_000_000
"""Numbers by pairs of alternatives that a method keeps without being asked to: 200 MB, those of
5,000 alternatives."""

MOST_JOINED = 5_000
"""Alternatives whose several rankings are joined by dominance, which is closed under transitivity:
half a gigabyte, and products of matrices that take some ten seconds."""

MOST_VOTED_ON = 5_000
"""Alternatives of rankings whose pairs are all counted: each array of them is 200 MB, and a few are
held."""

MOST_LABELLED_NUMBERS = 2**30
"""Numbers of a table written by label, samples included: 8 GB, in one array and nothing else."""

MOST_CONVERTED_NUMBERS = 2**24
"""Numbers of tables that are made of something shorter, 128 MB: of a diagram made of a tree, where
most are for histories that no path has, of a file that names the states which result, or that has
samples of some cells in one axis and of others in another."""

MOST_HISTORY_STATES = 2**26
"""Nodes of a tree times names, to find on which each name depends: 256 MB of 32-bit integers."""

MOST_INFORMATION_STATES = 2**20
"""Information states with perfect recall, solved to prove limited memory optimal: 8 MB for each
table; of more the proof is not tried."""

MOST_PROGRAM_STATES = 500_000
"""Joint states in the mixed-integer program of a diagram, a variable each: refused before HiGHS may
work on it for hours."""

MOST_ON_CYCLES = 30
"""Alternatives on cycles of a relation whose exact kernel is asked for: the mixed-integer program
may have to go through all their subsets."""

MOST_BY_SUBSETS = 18
"""Alternatives that Kemeny's rule orders by all their subsets: 2^18 take 70 MB and a second or two,
and one more twice that; more are branched on."""

MOST_EXACT_CHANGES = 12
"""Changes whose shares are found from all sets of them: 4,096 rows of the model, less than a
chunk; of more, orders are drawn."""

MOST_RANKINGS = 2**17
"""Complete rankings told apart in a stochastic analysis: 2 MB of keys and counts, twice that while
they are joined. The entropy of more could not be estimated from fewer than millions of samples."""

MOST_CENTROID_CRITERIA = 10**6
"""Criteria of rank-order-centroid weights: 8 MB, and names beside them."""

MOST_CHARACTERISTIC_OBJECTS = 2**16
"""Characteristic objects of COMET: two levels of each of 16 criteria, between which inference takes
some seconds; an expert has to judge them all."""
MOST_ORDER_WEIGHTS = 10**4
"""Order weights of maximum entropy: all are computed anew at each of some hundred halvings."""

MOST_CAPACITY_CRITERIA = 16
"""Criteria of a capacity, which gives a worth to each of their 65,536 sets, all written out."""

MOST_BREAKPOINTS = 1000
"""Breakpoints of a value function that is learned: each is a variable of a linear program."""

MOST_LEARNED_CRITERIA = 10
"""Criteria of a capacity that is learned: its linear program has 5,120 rows, and more than twice
that for one more."""

MOST_REFERENCES = 5_000
"""Alternatives that a value model or a capacity is learned from, a row or two of a linear program
each: ten seconds where there are few criteria, and of twice as many the solver may give up."""

MOST_REGRESSED = 500
"""Alternatives of a robust ordinal regression, whose pairs may need a linear program each: about a
minute."""

MOST_SELECTED_FROM = 10_000
"""Alternatives of which a set is selected: two integer programs, a quarter of a minute."""

MOST_EXPLAINED = 10_000
"""Alternatives of which two are explained by asking the method of them all some thousand times:
half a minute of TOPSIS."""

MOST_OFFERS = 10**6
"""Offers, or stages, one after the other: a second of loop."""

LEAST_INFORMATION_SAMPLES = 40
"""Samples for the value of information on parameters: 20 for each of the two coefficients that the
simplest fit has."""

MOST_INFORMATION_PARAMETERS = 30
"""Parameters whose value of information is found together: a plane of so many has 31 coefficients,
a parabola of 20 already 231."""

MOST_BY_ALL_SETS = 5
"""Parameters of whose sets each is smoothed, so that knowing more is never worth less: 31 of them,
some seconds of 10^5 samples."""

MOST_UPPER_SETS = 2**14
"""Sets of criteria that may head a row which agrees with an order of weights: all of 14 criteria,
found in a quarter of a second."""

MOST_PIECES = 2**24
"""Simplices that exact volumes are sums of, a block at a time: half a minute for six criteria."""

MOST_SIMPLICES = 2**18
"""Simplices that a space of weights is cut into, all held: 75 MB for six criteria."""

MOST_DIGITS = 15
"""Digits after the point in a LaTeX table: a float has 15 to 17 in all."""

MOST_ALIASED_ENTRIES = 2_000_000
"""Entries that a YAML document may have with its aliases written out: a few lines of aliases to
aliases could give billions."""

ALIASED_CHARACTERS = 64
"""Characters of a text that count as an entry where aliases repeat it: each may be looked through
in each place."""

DEEPEST_YAML = 1_000
"""Levels of mappings and lists in YAML: the time of PyYAML's parser grows with the square."""

LONGEST_YAML = 16_000_000
"""Bytes of a YAML document: PyYAML's parser in C takes about a second for each million, and that in
Python some 15."""

LONGEST_TEXT = 64_000_000
"""Bytes of any file but YAML, a packed workbook too, so that a link to a disk or an endless device
is not read until memory ends: 20 seconds where it is a table of numbers in JSON, ten where it is
full of elements of XML."""

MOST_CELLS = 2**22
"""Cells of a table in a CSV file, gaps included, some 100 bytes each and half a minute in all."""

MOST_WORKBOOK_CELLS = 750_000
"""Cells of a sheet of Excel, gaps included, 20 seconds in all: a few bytes of a workbook may put
one cell a million rows below another."""

MOST_WORKBOOK_TAGS = 4 * MOST_WORKBOOK_CELLS
"""Elements of a workbook's parts, so many that its cells are the first to be too many: one with a
number has two, one with a text two and two among the shared texts, and so has each row one. Those
of a row are held at once, 250 bytes each."""

MOST_WORKBOOK_OTHERS = 250_000
"""Elements of a workbook that are no cells and no texts, such as styles: 900 bytes each."""

LONGEST_WORKBOOK = 200_000_000
"""Bytes of an Excel workbook when unpacked: 260 for each cell, of which a number needs some 50."""

MOST_DOCUMENT_ENTRIES = 1_600_000
"""Entries of a JSON or YAML document, elements of an XML or NET document: with their places up to
500 bytes each, 0.8 GB, and some 10 seconds. An entry may be two bytes of a file."""

LONGEST_EXPLAINED_YAML = 2**17
"""Characters of a YAML document that is parsed once more by PyYAML's parser in Python, two seconds,
where that in C refuses it: its reasons say more."""

LONGEST_DEEP_YAML = 2**20
"""The same where the reason is depth, of which the parser in C takes one level less in blocks: with
the spaces that indent them, 1,000 levels are half as long."""

MOST_DECLARED_ATTRIBUTES = 1_000
"""Attributes that an XML document declares: each is looked at for each element."""

MOST_ATTRIBUTES = 2 * MOST_DOCUMENT_ENTRIES
"""Attributes of all elements of an XML document: declared ones with a value are on each element of
their name, though the file is short."""

MOST_COMMENTS = 100_000
"""Lines of an election's metadata that are compared with those that are read, as they may be these
misspelled: some seconds."""

MOST_JSON_ENTRIES = 20_000_000
"""Entries written to JSON that is not read again, which repeats what is shared, but for nodes: 400
MB at 20 bytes each."""

MOST_SILVER_NODES = 1_000_000
"""Nodes written to SilverDecisions, which repeats shared ones: each takes at least 100 bytes, 100
MB in all."""

MOST_SUPPORT_CELLS = 2**22
"""Cells of a table of possible states while a file is read, 4 MB; what would need more is left as
it is, and refused."""

MOST_SUPPORT_STEPS = 5_000_000
"""Tables and variables looked at for possible states while a file is read, in all eliminations
together, which bounds the time of a file made to take long."""

MOST_WRITTEN_OPTIONS = 200_000
"""Options of all strategies that a study writes out: a chain of some 600 decisions; naming its
strategies takes seconds."""

ALIAS_ROWS = 128
"""Points from which the jump of a grid is compared with others, P rows of the model each: enough to
tell a change from half of it by three standard errors where they vary as much as they are large."""

MOST_REDUCT_CRITERIA = 20
"""Criteria of which all smallest sets of the same quality are looked for: at most 184,756 of them,
which take seconds."""

MOST_BY_ALL_SUBSETS = 8
"""Parameters whose Shapley effects go through all subsets: 255 rows of the model for each sample,
and twice as many for one more; of more, each sample has a random order, with P rows."""

MOST_SUBSETS_OF = 16
"""Parameters of which all subsets are gone through where that is asked for: 2^16 calls of the model
for each chunk."""

# Tolerances

TIE_TOLERANCE = 1e-12
"""The library's noise, relative to the largest number compared: what differs by no more is equal.
Some thousand times the rounding error of a float, 2.2e-16, and far below any judgement."""

LAST_BITS = 2e-15
"""Difference of two scores, relative to the larger, that is the rounding of their own sums: the
last three bits. Of scores that tie by `TIE_TOLERANCE` the best is told, except among these."""

PROBABILITY_TOLERANCE = 1e-9
"""How far the sum of probabilities may be from 1: more than sums of many floats are off, less than
any typed digits."""

PROBABILITY_AGREEMENT = 1e-8
"""How far two probabilities of one uncertainty may differ: ten times what the sums that they are
divided by may be off."""

PROBABILITY_NOISE = 1e-12
"""Absolute difference below which probabilities, and shifts of them, are equal up to the rounding
of sums and products."""

ROUNDING = 0.02
"""What rounding may make of a probability or a sum of several: three that are written with two
decimals are off by up to 0.015."""

LEVEL_TOLERANCE = 1e-9
"""Slack of every comparison with a level or a threshold, in favor of 'at least' and 'not beyond'.

Degrees, which lie in [0, 1], have this slack. A threshold on differences has the larger of two:
this share of itself, as it may be computed too, and the noise of the performances, 1e-12 of the
criterion's largest absolute one (`_arrays.tie_tolerance`), below which they are no difference at
all. Limits on risk have it too: the program that proposes a policy meets them only about.
"""

RECIPROCAL_TOLERANCE = 1e-6
"""How far the product of a pair of comparisons may be from 1 if no tolerance is given: 0.3333333
does for 1/3."""

RECIPROCAL_ROUNDING = 0.2
"""How far at most if it looks like rounding, 0.17 for 1/6, and not like two judgements."""

SOLVER_PRECISION = 1e-10
"""Feasibility asked of HiGHS in linear programs: the smallest that it takes."""

SOLVER_TOLERANCE = 1e-9
"""Below this, numbers of size 1 that a linear program or a singular value decomposition returns are
0: ten times `SOLVER_PRECISION`."""

GAME_PRECISION = 1e-7
"""How far apart what a mixture guarantees and what a belief leaves may be at most, as a share of
what the alternatives leave open when taken for sure: ordinary games leave 1e-15."""

LARGEST_COEFFICIENT = 1e6
"""The largest coefficient of a game's linear program: beside it HiGHS loses no probability."""

WIDEST_TOTALS = 10**6
"""The largest total of a diagram under limits, as a multiple of what is at stake: the program that
weighs them together is precise to 1e-9 of the largest."""

SCALED_TIMES = 8
"""How often the rows and the columns of a game are made of one size before it is solved again."""

LINEARITY = 1e-9
"""How far scores may be from linear ones, relative to the largest: far more than rounding, and far
below what another formula makes."""

LEAST_STRICT = 1e-4
"""Difference of value that makes one alternative better in a mixed-integer program: a hundred times
the tolerance of HiGHS for whole numbers, which cannot be set."""

PULL_INSIDE = 1e-12
"""Share by which drawn weights are pulled towards the middle, so that rounding puts none outside
its constraints: the sums have errors of some 1e-15."""

CHANGE_PRECISION = 1e-12
"""Share of the interval looked at to which a change of the best is located: beyond it scores tie
(`TIE_TOLERANCE`)."""

LINEAR_BELOW = 1e-17
"""Curvature below which an exponential is a straight line: of such x, exp(x) - 1 is x to the last
digit, as x^2 is below a float's rounding of 1.1e-16 times x."""

LEAST_LEVEL = 2.0**-54
"""Least level at which a quantile is taken: of 0 it may be infinite; half the spacing of the levels
just below 1."""

GREATEST_LEVEL = 1 - 2.0**-53
"""Greatest level at which a quantile is taken: the largest float below 1."""

# Iterations

MOVES_TRIED = 2**10
"""Single performances that are moved to find whether a method is monotone, each with all others
drawn: a turn that one move in a hundred shows is missed once in 30,000 times."""
MASTER_HALVINGS = 64
"""Halvings to find the constant of multiplicative utility, in shares of an interval of logarithms:
to the spacing of floats."""

ORNESS_HALVINGS = 64
"""Halvings to find the ratio of order weights, whose logarithm is below 800: to the spacing of
floats."""

PRICE_HALVINGS = 200
"""Halvings to find a price, which end where it is known to the spacing of totals: 53 for one near
the largest total, more for one near 0."""

SWITCH_HALVINGS = 42
"""Halvings of a step of epsilon in which the strategy switches: its place is known to 2e-13 of the
step."""

SWITCH_ROUNDS = 1000
"""Switches looked for between two epsilons of the grid: no endless loop where rounding lets two
strategies alternate."""

SHIFT_HALVINGS = 60
"""Halvings of [0, 1] to shift probabilities by epsilon: more than the 53 bits of a float."""

NARROWING_PARTS = 64
"""Parts into which an interval with a change of the best is cut at each step: 7 steps reach
`CHANGE_PRECISION`, each one call of the model."""

MOST_CHANGES = 10_000
"""Changes of the best along one parameter, each found by some seven calls of the model: a function
with more is not one that a threshold says anything of."""

MOST_DIPS = 4096
"""Near misses along one parameter that are followed to their minimum, the nearest ones: each takes
some nine times 64 rows of the model, 2.4 million in all, and only a jagged function has more."""

POLICY_PASSES = 10_000
"""Passes over all choices in single policy updating: each improves the value until none does, so
that only rounding could let it go on."""

POLICY_ATTEMPTS = 100
"""Policies that the program's tolerances let pass though they break the limits, excluded one by
one, with a program solved for each."""

COMPLETION_STEPS = 100
"""Newton steps to fill in missing comparisons: near the answer each squares the error."""

CORRELATION_STEPS = 20_000
"""Alternating projections to the nearest correlation matrix, which converge linearly: random ones
of 20 parameters take some 40, and so many take most of a minute."""

LATIN_DRAWS = 1000
"""Shufflings of a Latin hypercube of few rows until no parameter is a combination of others: where
none will do, rows are too few."""

MOST_HORIZONS = 10_000
"""Horizons of a curve of robustness: a model is searched at each, some 2,000 rows."""

SEARCHED_CORNERS = 2**10
"""Corners of a box at which a worst case is looked for: all of them up to 10 parameters."""

SEARCHED_POINTS = 2**9
"""Sobol' points inside a box from which a search for its worst case begins."""

SEARCH_ROUNDS = 80
"""Rounds of a search from a point of a box, whose steps are halved 20 times: enough for as many
moves as there are halvings, three times over."""

LINES_LOOKED_ALONG = 2**6
"""Points through which lines in the direction of each parameter tell whether a model is monotone: a
turn that shows on one line in ten is missed once in 800 times."""

HORIZON_ROUNDS = 30
"""Rounds in which a point of failure is drawn nearer and another one looked for: each finds a worse
direction, of which few exist."""

RAY_HALVINGS = 50
"""Halvings of a part of a ray on which a requirement is broken: to the spacing of floats."""
