package roll

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"feyre/backend/text"
)

// Every code that package dice declares has its sentence in every other language, and no sentence is left of a code that is gone.
func TestEveryCodeOfTheLanguageIsTranslated(t *testing.T) {
	catalog := text.New()
	declared := map[text.ID]bool{}
	for _, code := range codes(t, "../../dice/sentences.go", "Code") {
		declared[text.ID("dice."+code)] = true
	}
	for _, code := range codes(t, "../../dice/hints.go", "HintCode") {
		declared[text.ID("dice.hint."+code)] = true
	}
	if len(declared) < 50 {
		t.Fatalf("found only %d codes", len(declared))
	}
	for id := range declared {
		for _, lang := range []text.Lang{text.German, text.French} {
			if catalog.Raw(lang, id) == "" {
				t.Errorf("%s is not said in %s", id, lang)
			}
		}
	}
	for _, id := range catalog.IDs() {
		if strings.HasPrefix(string(id), "dice.") && !declared[id] && !strings.HasPrefix(string(id), "dice.row.") {
			t.Errorf("%s is translated but never said", id)
		}
	}
}

// codes reads the values of all constants of a type from a source file.
func codes(t *testing.T, path, typeName string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); ok && of.Name == typeName {
			for _, value := range spec.Values {
				code, err := strconv.Unquote(value.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				found = append(found, code)
			}
		}
		return true
	})
	return found
}
