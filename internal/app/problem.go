package app

import "strings"

// Problem is one thing that is wrong with the configuration or with how the program was started.
type Problem struct {
	// Where it is: "config.yaml:5", the variable of the environment, or the flag. Empty where it is nowhere in particular.
	Where string
	// Sentence says what is wrong, Try what to do about it; Try may be empty.
	Sentence string
	Try      string
}

// Problems is a configuration that can't be used, with everything that is wrong with it.
type Problems []Problem

// Error is one line for each problem.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.Line()
	}
	return strings.Join(lines, "\n")
}

// Line is where the problem is and what is wrong.
func (p Problem) Line() string {
	if p.Where == "" {
		return p.Sentence
	}
	return p.Where + ": " + p.Sentence
}

// err is p as an error, nil where there is no problem.
func (p Problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// flatten lists the errors that errors.Join has put together.
func flatten(err error) []error {
	if err == nil {
		return nil
	}
	joined, several := err.(interface{ Unwrap() []error })
	if !several {
		return []error{err}
	}
	var all []error
	for _, part := range joined.Unwrap() {
		all = append(all, flatten(part)...)
	}
	return all
}
