package roll

import (
	"strconv"
	"strings"

	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/dice"
)

// maxPoolText bounds how long a pool's own expression is shown before its dice.
const maxPoolText = 40

// signs is what a face may put around a styled span, in characters.
const signs = 4

// painter turns results into spans until its room is used up.
type painter struct {
	say     text.Printer
	left    int  // characters
	follows bool // something follows from the test, and the total is what it came to
	line    reply.Line
}

func (p *painter) add(written string, style reply.Style) {
	p.left -= len(written)
	if style != reply.Plain {
		p.left -= signs
	}
	if last := len(p.line) - 1; style == reply.Plain && last >= 0 && p.line[last].Style == reply.Plain {
		p.line[last].Text += written
		return
	}
	p.line = append(p.line, reply.Styled(written, style))
}

// repetition is one line: the number of the roll where there are several, its pools with every die, and the total.
func (p *painter) repetition(rep *dice.Repetition, number int, several bool) reply.Line {
	p.line = nil
	if several {
		p.add(strconv.Itoa(number)+". ", reply.Plain)
	}
	for i := range rep.Pools {
		if p.left <= 0 {
			p.add(p.say.Say(text.RollMore, len(rep.Pools)-i), reply.Faint)
			break
		}
		p.pool(&rep.Pools[i], reply.Plain)
		p.add("  ", reply.Plain)
	}
	p.total(rep)
	if several && rep.IsTest {
		p.add("  "+verdict(p.say, rep), reply.Plain)
	}
	return p.line
}

// total is what the repetition came to. A bare test comes to 1 or 0, which says less than the totals that it compared.
func (p *painter) total(rep *dice.Repetition) {
	if rep.IsTest && p.follows {
		p.add(strconv.FormatInt(rep.Left, 10)+" "+p.say.Say(text.RollAgainst, rep.Right)+"  ", reply.Faint)
	}
	if len(rep.Pools) > 0 {
		p.add("= ", reply.Plain)
	}
	if rep.IsTest && !p.follows {
		p.add(strconv.FormatInt(rep.Left, 10), reply.Bold)
		p.add(" "+p.say.Say(text.RollAgainst, rep.Right), reply.Plain)
		return
	}
	p.add(strconv.FormatInt(rep.Total, 10), reply.Bold)
}

func (p *painter) pool(pool *dice.PoolResult, style reply.Style) {
	if expression := pool.Expression(); len(expression) <= maxPoolText {
		p.add(expression, reply.Code)
	}
	if len(pool.Items) > 0 {
		p.items(pool.Items)
		return
	}
	p.add(" (", reply.Plain)
	for i := range pool.Dice {
		if i > 0 {
			p.add(", ", reply.Plain)
		}
		if p.left <= 0 {
			p.add(p.say.Say(text.RollMore, len(pool.Dice)-i), reply.Faint)
			break
		}
		p.die(pool, &pool.Dice[i], style)
	}
	p.add(")", reply.Plain)
}

// die shows a face: struck where it doesn't count, underlined where it was added, with the faces that were thrown away before it.
func (p *painter) die(pool *dice.PoolResult, die *dice.Die, style reply.Style) {
	for _, face := range pool.Rerolled(die) {
		if p.left <= 0 {
			break
		}
		p.add(strconv.FormatInt(face, 10), reply.Struck|reply.Faint)
		p.add("→", reply.Plain)
	}
	if !die.Kept() {
		style |= reply.Struck
	}
	if die.Flags.Has(dice.Exploded) {
		style |= reply.Under
	}
	if die.Crit() || die.Fumble() || die.Flags.Has(dice.Hit) {
		style |= reply.Bold
	}
	p.add(strconv.FormatInt(die.Face, 10), style)
	if added := pool.Added(die); len(added) > 0 {
		p.add(" ["+join(added)+"]", reply.Faint)
	}
}

// items shows the elements of a group, each with its dice and its total.
func (p *painter) items(items []dice.Item) {
	p.add(" {", reply.Plain)
	for i := range items {
		if i > 0 {
			p.add(", ", reply.Plain)
		}
		if p.left <= 0 {
			p.add(p.say.Say(text.RollMore, len(items)-i), reply.Faint)
			break
		}
		style := reply.Plain
		if !items[i].Kept {
			style = reply.Struck
		}
		for j := range items[i].Pools {
			if p.left <= 0 {
				break
			}
			p.pool(&items[i].Pools[j], style)
			p.add(" ", reply.Plain)
		}
		p.add(strconv.FormatInt(items[i].Total, 10), style)
	}
	p.add("}", reply.Plain)
}

// maxJoined is how many faces of a compounded die are shown.
const maxJoined = 8

func join(faces []int64) string {
	var b strings.Builder
	for i, face := range faces {
		if i == maxJoined {
			b.WriteString("+…")
			break
		}
		if i > 0 {
			b.WriteByte('+')
		}
		b.WriteString(strconv.FormatInt(face, 10))
	}
	return b.String()
}
