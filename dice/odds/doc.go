// Package odds gives the exact distribution of everything that package dice
// can roll: for each total its chance, as a fraction of whole numbers. It
// reads the same tree as the roller, and never enumerates dice.
//
// # How
//
// The distribution of a total is a polynomial: the number of ways to get a
// total stands at that power of x. Two parts of an expression always roll dice
// of their own, so adding parts multiplies their polynomials, and a condition
// mixes those of its branches. Nothing else of the tree needs to be known
// together.
//
//   - Products are taken of two big integers, in whose digits the
//     coefficients stand (Kronecker substitution), unless totals lie far apart.
//   - What one die adds, with all that is thrown because of it, is found by
//     walking it along the modifiers. Dice that explode without end are a
//     geometric series, kept as a quotient of two polynomials. Mean and variance
//     come from its derivatives at x = 1, so they are exact.
//   - n such dice are the n-th power. Its coefficients follow each other in a
//     linear recurrence with as many terms as the die has (Euler; known by the
//     name of J. C. P. Miller), or few for dice of equal faces, because
//     x + ... + x^s is (x - x^(s+1)) / (1 - x). Half of them suffice where the
//     die is symmetric.
//   - Keeping the highest of equal dice sums over the face of the last die
//     kept, and over how many dice are above it (order statistics). Dice that differ,
//     elements of groups, unique dice and keeps in the middle are placed rank by rank,
//     from the highest down, by dynamic programming over how many are placed.
//     Explosions behind a keep are carried as a sign, a high power of x,
//     and multiplied out in the end.
//   - An explosion before a keep is a mixture over how many dice exploded,
//     which has the negative binomial distribution. A reroll that adds a die is
//     found by inclusion and exclusion.
//   - Any other order of modifiers is followed over all hands that the dice can
//     show, without regard to their order. That is for few dice.
//
// # What is cut
//
// A series without end is cut where less than 2^-64 of all rolls is beyond;
// Odds.Tail says how much, and outcomes and tail add up to 1. A comparison that
// what was cut off cannot change is exact. A roll that may need more than the limit of
// dice, and so fail, is only accepted if that is less likely than 2^-64.
//
// # What is refused
//
// An expression that can fail, such as 1/(1d6-1), has no odds: the error names
// the chance. Work is counted, in nanoseconds more or less, against a Budget,
// before it is done; what would take too much is refused.
//
// # Sources
//
// D. E. Knuth, The Art of Computer Programming, volume 2, section 4.7 (powers of series).
// D. Zeilberger, The J. C. P. Miller recurrence for exponentiating a polynomial, and its q-analog, 1995.
// D. Harvey, Faster polynomial multiplication via multipoint Kronecker substitution, 2009.
// H. A. David and H. N. Nagaraja, Order Statistics, 2003.
// A. J. Liu, Icepool: efficient computation of dice pool probabilities, 2022.
// H. Chernoff, A measure of asymptotic efficiency, 1952 (the bounds of what is cut).
package odds
