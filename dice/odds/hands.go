package odds

// hands
func (v variant) hands(n int64) *dist { panic(&Error{Code: TooMuch}) }
