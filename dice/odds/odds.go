package odds

import "feyre/dice"

func Of(e *dice.Expr) (d *dist, err error) {
	defer func() {
		if refused := recover(); refused != nil {
			e, ok := refused.(*Error)
			if !ok {
				panic(refused)
			}
			d, err = nil, e
		}
	}()
	r := &reader{meter: &meter{work: 1 << 30, words: 1 << 24}, limits: dice.DefaultLimits(), known: map[dice.Node]*dist{}}
	return r.dist(e.Root), nil
}
