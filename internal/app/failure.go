package app

// Failure is an error in words for the person at the command line: what happened and what to do.
type Failure struct {
	Sentence string
	// Drawing, when set, shows the place, over several lines.
	Drawing string
	Try     string
	// Usage says that the command line, the configuration or an expression is wrong, not the world.
	Usage bool
	// Err is the cause, for errors.Is and errors.As; it isn't shown.
	Err error
}

// Error is the sentence.
func (f *Failure) Error() string { return f.Sentence }

// Unwrap is the cause.
func (f *Failure) Unwrap() error { return f.Err }
