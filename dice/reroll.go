package dice

// reroll throws dice that meet the test again, once or until they do not.
func (c *cup) reroll(dice []Die, m *Modifier) {
	for i := range dice {
		d := &dice[i]
		if !inPlay(d) {
			continue
		}
		for n := 0; c.err == nil && c.meets(m, d.Face); n++ {
			if n == 1 {
				if m.Op == RerollOnce {
					break
				}
				c.hintUntil(m)
			}
			c.replace(dice[i : i+1])
		}
	}
}

// hintUntil tells that a die is thrown again more than once, unless that was told.
func (c *cup) hintUntil(m *Modifier) {
	for _, hint := range c.rep.Hints {
		if hint.Code == HintUntil {
			return
		}
	}
	once := *m
	once.Op = RerollOnce
	c.rep.hint(Hint{HintUntil, []string{m.String(), once.String()}})
}

// replace throws the one die again; the new face stands.
func (c *cup) replace(one []Die) {
	d := &one[0]
	c.log(d, d.Face, false)
	d.Flags |= Rerolled
	d.Face = c.again()
	if c.sides.isD20() {
		markNatural(one)
	}
}

// rerollAdd throws one more die for the first that meets the test.
func (c *cup) rerollAdd(dice []Die, m *Modifier) {
	for i := range dice {
		if d := &dice[i]; inPlay(d) && c.meets(m, d.Face) {
			c.throw(1, Kept|Exploded)
			return
		}
	}
}

// unique throws dice again that show what a die before them shows.
func (c *cup) unique(dice []Die) {
	inPool := 0
	for i := range dice {
		if inPlay(&dice[i]) {
			inPool++
		}
	}
	if most := c.sides.distinct(); int64(inPool) > most {
		c.fail(c.node, TooManyUnique, itoa(int64(inPool)), itoa(most))
		return
	}
	if c.seen == nil {
		c.seen = make(map[int64]bool, inPool)
	}
	clear(c.seen)
	for i := range dice {
		d := &dice[i]
		if !inPlay(d) {
			continue
		}
		for c.err == nil && c.seen[d.Face] {
			c.replace(dice[i : i+1])
		}
		c.seen[d.Face] = true
	}
}
