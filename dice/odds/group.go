package odds

import "feyre/dice"

func (r *reader) group(n *dice.Group) *dist { panic(&Error{Code: TooMuch}) }
