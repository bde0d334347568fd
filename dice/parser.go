package dice

// A Parser reads expressions. The zero value has the default limits and knows
// no names. It may be used by any number of goroutines if Names may.
type Parser struct {
	// Limits bounds what is read and what reading it may lead to; fields that
	// are not positive stand for their defaults.
	Limits Limits
	// Names resolves @name; nil knows none.
	Names Names
}

// Parse reads an expression with the default limits and without names. Every
// error is an *Error.
func Parse(src string) (*Expr, error) { return Parser{}.Parse(src) }

// Parse reads an expression. Every error is an *Error.
func (p Parser) Parse(src string) (*Expr, error) {
	e := new(Expr)
	if err := p.ParseInto(e, src); err != nil {
		return nil, err
	}
	return e, nil
}

// ParseInto reads an expression into e and uses its memory again: whatever was
// parsed into e before, and every Result of that, must no longer be in use.
// After an error e is not to be rolled.
func (p Parser) ParseInto(e *Expr, src string) error {
	e.reset(src)
	limits := &defaultLimits
	if !p.Limits.isZero() { // asked here too, as it takes no call
		limits = p.Limits.settled()
	}
	sum, end := e.quick(limits)
	if sum != nil && end == len(src) {
		e.Root = sum
		return nil
	}
	if sum == nil && e.arena.used() {
		e.reset(src)
	}
	if err := readOn(e, sum, end, limits, &p, nil, true); err != nil {
		return err
	}
	return nil
}

// ParseSaved reads what is to be stored as a saved roll, where @1, @2 and so
// on stand for arguments to come. The Expr tells what the roll is with 1 for
// every argument; it is not meant to be rolled.
func (p Parser) ParseSaved(src string) (*Expr, error) {
	e := new(Expr)
	if err := parse(e, src, &p, &saved{template: true, alone: true}, true); err != nil {
		return nil, err
	}
	return e, nil
}

// parser holds the state of reading one expression.
type parser struct {
	scanner
	limits *Limits
	names  Names
	out    *Expr
	err    *Error // the first error; once it is set the source counts as read

	depth      int
	repeated   bool   // the roll has its repeat
	compared   bool   // the test being read has had its comparison
	saved      *saved // the saved roll being read; nil in the typed text
	characters int    // read, those of saved rolls as often as they are put in
	least      int64  // dice that what was read throws at least
	operator   Span   // the operator read last, for "missing after"
	stack      []Node // elements and arguments of the brackets that are open
}

// parse reads src into e, as a saved roll if in is not nil, and looks for
// something to offer after an error if it is to.
func parse(e *Expr, src string, opts *Parser, in *saved, offers bool) *Error {
	e.reset(src)
	return readOn(e, nil, 0, opts.Limits.settled(), opts, in, offers)
}

// readOn is parse of the source of e, from where the sum it begins with ends,
// or from the start if that is nil.
func readOn(e *Expr, sum Node, end int, limits *Limits, opts *Parser, in *saved, offers bool) *Error {
	// Set field by field: a literal would be made elsewhere and then copied.
	var p parser
	p.src, p.limits, p.names, p.out, p.saved = e.Source, limits, opts.Names, e, in
	p.least = int64(e.least)
	p.read(end)
	if p.admit(p.limits.Characters, TooLong) {
		e.Root = p.roll(sum)
	}
	least := p.least * int64(e.Repeat)
	e.least = int32(least)
	// The canonical form of a text is never four times as long.
	if least > int64(p.limits.Dice) || p.characters > p.limits.Expanded/4 {
		p.checkWhole(least)
	}
	if p.err != nil && offers {
		opts.settleOffer(p.err, &p)
	}
	return p.err
}

// admit checks the characters of the source, and counts them.
func (p *parser) admit(limit int, code Code) bool {
	if !isASCII(p.src) {
		return p.admitText(limit, code)
	}
	p.characters += len(p.src)
	return p.characters <= limit || p.refuse(-1, limit, code)
}

// admitText is admit for more than ASCII.
func (p *parser) admitText(limit int, code Code) bool {
	n, invalid := characters(p.src)
	p.characters += n
	return invalid < 0 && p.characters <= limit || p.refuse(invalid, limit, code)
}

// refuse explains why the characters of the source are not admitted.
func (p *parser) refuse(invalid, limit int, code Code) bool {
	if invalid >= 0 {
		p.fail(invalid, invalid+1, NotText)
	} else {
		p.fail(0, len(p.src), code, itoa(int64(p.characters)), itoa(int64(limit)))
	}
	return false
}

// fail records the first error and ends the reading. The Error it returns may
// be given an offer. In line it would only make its callers large.
//
//go:noinline
func (p *parser) fail(at, end int, code Code, args ...string) *Error {
	err := &Error{Code: code, At: at, End: end, Args: args, Source: p.src}
	if p.err == nil {
		p.err = err
	}
	p.pos, p.next, p.symbol = len(p.src), 0, noSymbol
	return err
}

// offer sets the offer to the source with the bytes from at to end replaced.
func (e *Error) offer(at, end int, text string) *Error {
	e.Offer = trim(e.Source[:at] + text + e.Source[end:])
	return e
}

// takeOperator reads the symbol and remembers it as what an operand must follow.
func (p *parser) takeOperator() {
	p.operator = Span{int32(p.pos), int32(p.symbolEnd)}
	p.read(p.symbolEnd)
}

// enter goes one level deeper into brackets, names and thens.
func (p *parser) enter(at int) bool {
	p.depth++
	if p.depth > p.limits.Nesting {
		p.fail(at, at+1, TooDeep, itoa(int64(p.depth)), itoa(int64(p.limits.Nesting)))
		return false
	}
	return true
}

func (p *parser) leave() { p.depth-- }

// span is the place from at to what was read last; in a saved roll it is the
// place of its name.
func (p *parser) span(at int) Span {
	if p.saved != nil {
		return p.saved.span
	}
	return Span{int32(at), int32(p.end)}
}

// spanOf is the place from the beginning of x to what was read last.
func (p *parser) spanOf(x Node) Span {
	if x == nil {
		return Span{}
	}
	at, _ := x.Place()
	return p.span(at)
}

// missingAt is where something is missing: the next thing, or behind the last.
func (p *parser) missingAt() int {
	if p.next == 0 {
		return p.end
	}
	return p.pos
}
