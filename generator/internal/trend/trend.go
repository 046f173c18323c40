// Package trend is arithmetic on dated numbers: it says how a series moved,
// how sure one may be of it, and what that means for a target.
//
// The kind of a series picks the method; nobody picks a test. One call,
// [Analyse], takes a [Series] and gives an [Analysis]: the figures of a
// metric's data.json and the sentences that are made from them. [AnalyseAll]
// does the same for every series of an edition and lets Benjamini and Hochberg
// decide which of the verdicts may be spoken. [Period] is the calendar that all
// rooms share.
//
// Every number that leaves the room is finite, never −0, and the same on every
// machine: sums run in a fixed order, products are rounded before they are
// added, and what has passed through a logarithm or an integral is rounded to
// twelve significant digits.
//
// The room must not know where a number came from: no files, no positions, no
// pages, no audiences, no clock. The day it speaks for is a field of the series.
package trend
