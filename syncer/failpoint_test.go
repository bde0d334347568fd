package syncer_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"

	"feyre/syncer"
)

// The fault tests walk Steps, so that a step which is not listed would never be tried.
func TestEveryStepIsListed(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "failpoint.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var declared []syncer.Step
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		for _, value := range spec.Values {
			if literal, ok := value.(*ast.BasicLit); ok {
				name, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				declared = append(declared, syncer.Step(name))
			}
		}
		return true
	})
	if listed := syncer.Steps(); !slices.Equal(declared, listed) || len(declared) == 0 {
		t.Errorf("declared are %v, listed %v", declared, listed)
	}
}
