// How loops over a batch are cut, so that V8 compiles them for good.

/**
 * Rows of one call of an inner loop. A loop over a whole batch is entered half-way by compiled code (on-stack replacement),
 * which V8 (Node 22) throws away where it leaves the loop for what has never run yet; the next batch begins in the interpreter
 * again. In a function that is called for every so many rows it is compiled as a whole, soon and once.
 * Whoever cuts a loop does so where it stands: a generator of the pieces, shared by all, made encoding an eighth slower.
 */
export const hotLoopRows = 1024
