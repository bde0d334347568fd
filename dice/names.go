package dice

import "strings"

// Names resolves names such as @dex: values of a character and saved rolls.
type Names interface {
	// Lookup returns the source that a name stands for. The name is in lower
	// case and without its @. It is called while parsing, once for each time
	// the name is written, and must not change its answer meanwhile.
	Lookup(name string) (source string, ok bool)
}

// saved is a saved roll that is being read.
type saved struct {
	name     string
	span     Span       // where its name stands in the typed text
	args     []argument // for @1, @2, ...
	used     int        // the highest argument that was used
	alone    bool       // its name is the whole typed text
	template bool       // it is read to be stored: every argument is 1
	outer    *saved
}

// argument is an expression given to a saved roll.
type argument struct {
	node  Node
	read  int   // characters that reading it took, with names put in
	least int64 // dice that it throws at least
}

// name = "@" letter { letter | digit | "_" } [ "(" cond { "," cond } ")" ]
func (p *parser) name() Node {
	at := p.pos
	p.read(p.pos + 1)
	if p.end < len(p.src) && isDigit(p.src[p.end]) {
		return p.argument(at)
	}
	name := strings.ToLower(p.identifier())
	if name == "" {
		p.missingName(at)
		return nil
	}
	nameEnd := p.end
	args := p.arguments()
	if p.err != nil {
		return nil
	}
	if p.names == nil {
		p.fail(at, nameEnd, UnknownName, name)
		return nil
	}
	src, ok := p.names.Lookup(name)
	switch {
	case !ok:
		p.fail(at, nameEnd, UnknownName, name)
		return nil
	case p.reading(name):
		p.fail(at, nameEnd, NameCycle, name)
		return nil
	}
	s := &saved{name: name, span: p.span(at), args: args, outer: p.saved}
	s.alone = p.depth == p.base() && at == skipSpace(p.src, 0) && p.next == 0 && (p.saved == nil || p.saved.alone)
	return p.readSaved(s, src, at, nameEnd)
}

// missingName explains an @ at the given place that has no name; Roll20 puts
// its names in braces.
func (p *parser) missingName(at int) {
	err := p.fail(at, at+1, MissingName)
	braced, found := strings.CutPrefix(p.src[at:], "@{")
	if name, rest, closed := strings.Cut(braced, "}"); found && closed {
		err.Offer = p.src[:at] + "@" + name + rest
	}
}

// base is the depth of the text being read, without its own brackets.
func (p *parser) base() (depth int) {
	for s := p.saved; s != nil && s.name != ""; s = s.outer {
		depth++
	}
	return depth
}

// reading reports whether the saved roll of this name is being read.
func (p *parser) reading(name string) bool {
	for s := p.saved; s != nil; s = s.outer {
		if s.name == name {
			return true
		}
	}
	return false
}

// readSaved reads the source of a saved roll in place of its name.
func (p *parser) readSaved(s *saved, src string, at, nameEnd int) Node {
	if !p.enter(at) {
		return nil
	}
	defer p.leave()
	outer, compared, operator := p.scanner, p.compared, p.operator
	p.saved, p.operator = s, Span{}
	p.src = src
	p.read(0)
	var x Node
	if p.admit(p.limits.Expanded, TooLongExpanded) {
		x = p.roll(nil)
	}
	p.scanner, p.saved, p.compared, p.operator = outer, s.outer, compared, operator
	if p.err != nil {
		p.failInName(s, at, nameEnd)
		return nil
	}
	if s.used < len(s.args) {
		end := p.end
		err := p.fail(at, end, TooManyArguments, s.name, itoa(int64(s.used)), itoa(int64(len(s.args))))
		if s.used == 0 {
			err.offer(nameEnd, end, "")
		}
		return nil
	}
	return x
}

// failInName explains at a name what is wrong in its saved roll.
func (p *parser) failInName(s *saved, at, nameEnd int) {
	inner, next := p.err, p.pos
	bracketed := p.next == '('
	p.err = nil
	if inner.Code == OnlyAlone || inner.Code == NameCycle && inner.Args[0] == s.name {
		p.fail(at, nameEnd, inner.Code, s.name)
		return
	}
	err := p.fail(at, nameEnd, InName, s.name, inner.Error())
	err.Inner = inner
	if inner.Code == MissingArgument && bracketed {
		err.offer(nameEnd, next, "")
	}
}

// arguments reads the arguments directly behind a name, if there are any.
func (p *parser) arguments() []argument {
	if p.next != '(' || p.pos != p.end {
		return nil
	}
	at := p.pos
	if !p.enter(at) {
		return nil
	}
	defer p.leave()
	p.operator = Span{int32(at), int32(at + 1)}
	p.read(p.pos + 1)
	var args []argument
	for p.err == nil {
		from, read, least := p.pos, p.characters, p.least
		x := p.cond()
		args = append(args, argument{x, p.characters - read + p.end - from, p.least - least})
		p.least = least // it is thrown where it is used
		if p.next != ',' {
			break
		}
		p.operator = Span{int32(p.pos), int32(p.pos + 1)}
		p.read(p.pos + 1)
	}
	p.closing(at, '(', ')')
	return args
}

// argument reads @1, @2 and so on in a saved roll.
func (p *parser) argument(at int) Node {
	n, ok := p.integer()
	switch {
	case !ok:
		return nil
	case p.saved == nil:
		p.fail(at, p.end, ArgumentOutside, itoa(n))
		return nil
	case p.saved.template && n > 0:
		one := p.out.arena.newNumber()
		one.Span, one.Value = p.span(at), 1
		return one
	case n < 1 || n > int64(len(p.saved.args)):
		p.fail(at, p.end, MissingArgument, itoa(n))
		return nil
	}
	p.saved.used = max(p.saved.used, int(n))
	arg := p.saved.args[n-1]
	// An argument that is used again counts again, so that doubling saved
	// rolls cannot grow without bound.
	p.characters += arg.read
	p.least += arg.least
	if p.characters > p.limits.Expanded {
		p.fail(at, p.end, TooLongExpanded, itoa(int64(p.characters)), itoa(int64(p.limits.Expanded)))
		return nil
	}
	return arg.node
}

// onlyAlone refuses a repeat or comment in a saved roll that is part of more.
func (p *parser) onlyAlone(at int) bool {
	if p.saved == nil || p.saved.alone {
		return true
	}
	p.fail(at, p.end, OnlyAlone, p.saved.name)
	return false
}

// comment reads the comment of the roll, which is next.
func (p *parser) comment() {
	at := p.take()
	text := p.rest()
	if text == "" || !p.onlyAlone(at) {
		return
	}
	p.out.Comment = text
}
