package backend

// Sheet is what rolls need of a user's character.
type Sheet struct {
	// ID is its number among the user's.
	ID int
	// Initiative is an expression, as it was typed.
	Initiative string
	// Values are used by name in expressions.
	Values map[string]int64
}
