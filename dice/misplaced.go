package dice

import "strings"

// misplaced explains what stands behind a whole expression.
func (p *parser) misplaced() { p.misplacedIn(-1, 0) }

// misplacedIn explains what stands behind an expression in the bracket opened
// at the given place, or behind the whole one.
func (p *parser) misplacedIn(open int, bracket byte) {
	c, at := p.next, p.pos
	row := p.symbol
	switch {
	case p.foreign(at):
	case isDigit(c) || c == '@' || c == '{' || row.sign == signOpen:
		p.sideBySide(c)
	case c == ')' || c == ']' || c == '}' || row.sign == signClose:
		p.fail(at, at+1, Unopened, string(c)).offer(at, at+1, "")
	case c == ',':
		p.comma(open, bracket)
	case c == '.':
		p.fail(at, at+1, Fraction).offer(at, at+1+leadingDigits(p.src[at+1:]), "")
	case c == '[':
		p.fail(at, at+1, TwoNotes)
	case row == noSymbol:
		p.notUnderstood(true)
	case row.sign == signElse:
		p.fail(at, at+1, ElseWithoutThen)
	case row.sign == signRepeat && p.repeated && open < 0:
		p.fail(at, p.symbolEnd, TwoRepeats)
	case row.sign == signAdvantage || row.sign == signDisadvantage:
		p.fail(at, p.symbolEnd, AdvantageAtEnd, row.Name)
	case row.sign == signRepeat || row.sign == signComment:
		p.fail(at, p.symbolEnd, OnlyAtEnd, row.Name)
	case p.src[p.end-1] == ']' && row.Kind == KindModifier:
		p.fail(at, p.symbolEnd, NoteBeforeModifier, row.Name)
	default:
		p.fail(at, p.symbolEnd, NotHere, p.src[at:p.symbolEnd])
	}
}

// sideBySide explains two operands with nothing between them.
func (p *parser) sideBySide(c byte) {
	at, joint := p.pos, "+"
	before := trim(p.src[:p.end])
	switch {
	case leadingDigits(before) == len(before) && isDigit(c):
		joint = "#"
	case c == '(':
		joint = "*"
		if end := matching(p.src, at); end > 0 && skipSpace(p.src, end+1) == len(p.src) && onlyWords(p.src[at+1:end]) {
			p.fail(at, at+1, CommentBehind).Offer = before + " # " + trim(p.src[at+1:end])
			return
		}
	}
	p.fail(at, at+1, SideBySide).offer(p.end, at, joint)
}

// comma explains a comma that is not in a group or a call.
func (p *parser) comma(open int, bracket byte) {
	at := p.pos
	err := p.fail(at, at+1, Comma)
	switch {
	case open < 0:
		err.Offer = "{" + trim(p.src) + "}"
	case bracket == '(':
		if closing := matching(p.src, open); closing > 0 {
			err.offer(open, closing+1, "{"+p.src[open+1:closing]+"}")
		}
	}
}

// matching returns the place of the parenthesis that closes the one at the
// given place, or -1.
func matching(src string, open int) int {
	depth := 0
	for i := open; i < len(src); i++ {
		switch src[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// noOperand explains what stands where an operand should. The row is the
// symbol there.
func (p *parser) noOperand(row *Row) {
	c, at := p.next, p.pos
	begins := p.operator == Span{}
	switch {
	case c == 0 && begins:
		p.fail(at, at, Empty).Offer = "1d20"
	case c == '[' && strings.HasPrefix(p.src[at:], "[["):
		p.inlineRoll()
	case c == '[':
		p.fail(at, at+1, NoteAlone)
	case c == '.':
		p.fail(at, at+1, Fraction)
	case begins && p.chatCommand():
	case p.bareFunction():
	case !begins && c != 0 && p.src[p.operator.End-1] == '#':
		p.repeatForComment()
	case p.swapped(row):
	case (row.Kind == KindModifier || row.sign == signRepeat):
		p.modifierAlone(row)
	case begins && row != noSymbol:
		end := p.symbolEnd
		err := p.fail(at, at, MissingBefore, row.Name).offer(at, end, "")
		if row.sign == signComment {
			err.offer(at, at, "1d20 ")
		}
	case row == noSymbol && c != 0 && !strings.ContainsRune(")]},", rune(c)):
		p.notUnderstood(false)
	case begins:
		p.fail(at, at+1, Unopened, string(c))
	default:
		p.fail(p.missingAt(), p.missingAt(), MissingAfter, p.src[p.operator.At:p.operator.End])
	}
}

// inlineRoll explains Roll20's [[1d20]].
func (p *parser) inlineRoll() {
	at := p.pos
	err := p.fail(at, at+2, InlineRoll)
	roll, rest, found := strings.Cut(p.src[at+2:], "]]")
	switch rest = trim(rest); {
	case !found:
	case at == 0 && rest != "":
		err.Offer = trim(roll) + " # " + rest
	default:
		err.offer(at, len(p.src), trim(roll)+rest)
	}
}

// chatCommand explains a command of a chat bot before the expression.
func (p *parser) chatCommand() bool {
	for _, command := range []string{"/roll", "!roll", "/r", "!r", "roll"} {
		if end := p.match(command); end > 0 {
			at := p.pos
			p.fail(at, end, ChatCommand).offer(at, end, "")
			return true
		}
	}
	at := p.pos
	if p.next != '/' && p.next != '!' {
		return false
	}
	end := at + 1 + lettersAt(p.src, at+1)
	switch word := p.src[at+1 : end]; {
	case len(word) > 1 && !ours(word):
	case end < len(p.src) && isDigit(p.src[end]) && (word == "" || strings.EqualFold(word, "d")):
		end = at + 1 // !2d6, /d20
	default:
		return false
	}
	p.fail(at, end, ChatCommand).offer(at, end, "")
	return true
}

// repeatForComment explains 5 # five, where a comment was meant.
func (p *parser) repeatForComment() {
	at, end := int(p.operator.At), int(p.operator.End)
	number := trim(p.src[at : end-1])
	p.fail(at, end, RepeatForComment, number).offer(at, end, "("+number+") #")
}

// swapped explains => and <>, of which the first half was read as a comparison.
func (p *parser) swapped(row *Row) bool {
	if p.operator.End == 0 {
		return false
	}
	at := int(p.operator.At)
	for _, pair := range [][2]string{{"=>", ">="}, {"=<", "<="}, {"<>", "!="}} {
		first := p.src[at:p.operator.End]
		if first == pair[0][:1] && row.Name == pair[0][1:] {
			p.fail(at, p.symbolEnd, Swapped, pair[0], pair[1]).offer(at, p.symbolEnd, pair[1])
			return true
		}
	}
	return false
}

// bareFunction explains a function without parentheses.
func (p *parser) bareFunction() bool {
	for _, row := range functions {
		if end := p.match(row.Name); end > 0 {
			at := p.pos
			p.fail(at, end, BareFunction, row.Name).offer(end, len(p.src), "("+trim(p.src[end:])+")")
			return true
		}
	}
	return false
}

// modifierAlone explains a modifier without dice before it.
func (p *parser) modifierAlone(row *Row) {
	at := p.pos
	word := p.src[at:p.symbolEnd]
	if p.otherWord(at, p.symbolEnd) {
		return
	}
	err := p.fail(at, p.symbolEnd, ModifierAlone, word)
	switch rest := trim(p.src[p.symbolEnd:]); {
	case p.operator == Span{} && row.number != required && strings.ContainsAny(rest, "dD"):
		rest, comment, commented := strings.Cut(rest, "#")
		if err.Offer = trim(rest) + " " + word; commented {
			err.Offer += " #" + comment
		}
	case row.sign == signAdvantage || row.sign == signDisadvantage:
		err.offer(at, at, "1d20")
	case row.op != 0 && p.operator == Span{}:
		err.Offer = row.Example
	}
}

// otherWord explains a word that begins at the given place, where dice may
// begin, and of which one of ours that ends at the given place is only a part.
func (p *parser) otherWord(at, end int) bool {
	n := lettersAt(p.src, at)
	if at+n <= end || ours(p.src[at:at+n]) {
		return false
	}
	if !p.foreign(at) && !p.misspelt(at, false) {
		p.fail(at, at+n, NotUnderstood, p.src[at:at+n])
	}
	return true
}

// leadingDigits is the number of digits that s begins with.
func leadingDigits(s string) int {
	return len(s) - len(strings.TrimLeft(s, "0123456789"))
}
