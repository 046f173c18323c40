package source

// Marks travel in a Text as characters of Unicode's range for programs' own
// use, which no file may hold. Inline ones stand behind a brace, since markdown
// looks at punctuation only:
//
//	{MarkShade label MarkSep instead MarkSep hidden text {MarkUnshade   a part that others do not see
//	{MarkLeft                                           what the cut left of an inline part
//	a line MarkOpen label MarkSep reason MarkSep day … a line MarkClose a block that others do not see
//	a line MarkGone reason                                  what the cut left of a block
const (
	MarkShade   = '\uFDD0'
	MarkSep     = '\uFDD1'
	MarkLeft    = '\uFDD2'
	MarkUnshade = '\uFDD3'
	MarkOpen    = '\uFDD4'
	MarkClose   = '\uFDD5'
	MarkGone    = '\uFDD6'

	FirstMark, LastMark = '\uFDD0', '\uFDEF'
)
