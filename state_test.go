package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"
	"testing"
)

// TestNoHiddenState holds every package of the program to what it may not have: init functions, package variables that change, and
// structs with a context in them. What a part remembers is in what its constructor makes.
func TestNoHiddenState(t *testing.T) {
	packages := map[string]map[string]string{}
	for file := range imports(t) {
		pkg := path.Dir(file)
		if !strings.HasSuffix(file, "_test.go") && !strings.Contains(pkg, "test") { // what is there for tests only may
			if packages[pkg] == nil {
				packages[pkg] = map[string]string{}
			}
			packages[pkg][file] = ""
		}
	}
	if len(packages) < 20 {
		t.Fatalf("only %d packages were looked at", len(packages))
	}
	for _, files := range packages {
		for _, found := range hiddenState(t, files) {
			t.Error(found)
		}
	}
}

func TestHiddenStateIsFound(t *testing.T) {
	for name, test := range map[string]struct {
		source string
		found  int
	}{
		"an error":            {`import "errors"; var Err = errors.New("x")`, 0},
		"a table":             {`var table = map[string]int{"a": 1}; func f() int { return table["a"] }`, 0},
		"a shadow":            {`var n = 1; func f() { n := 2; n++ }`, 0},
		"init":                {`func init() {}`, 1},
		"a method named init": {`type t struct{}; func (t) init() {}`, 0},
		"assigned":            {`var n int; func f() { n = 1 }`, 1},
		"counted":             {`var n int; func f() { n++ }`, 1},
		"an entry assigned":   {`var table = map[string]int{}; func f() { table["a"] = 1 }`, 1},
		"an entry deleted":    {`var table = map[string]int{}; func f() { delete(table, "a") }`, 1},
		"a field assigned":    {`var state struct{ n int }; func f() { state.n = 1 }`, 1},
		"a lock":              {`import "sync"; var mu sync.Mutex`, 1},
		"a once":              {`import "sync"; var get = sync.OnceValue(func() int { return 1 })`, 0},
		"an atomic":           {`import "sync/atomic"; var n = new(atomic.Int64)`, 1},
		"a channel":           {`var c = make(chan int)`, 1},
		"a context":           {`import "context"; type t struct{ ctx context.Context }`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			if found := hiddenState(t, map[string]string{"x.go": "package x; " + test.source}); len(found) != test.found {
				t.Errorf("found %q, want %d", found, test.found)
			}
		})
	}
}

// hiddenState reads the files of one package, from disk where their source is empty, and tells what they may not have.
func hiddenState(t *testing.T, files map[string]string) []string {
	t.Helper()
	look := &stateLook{set: token.NewFileSet(), variables: map[string]bool{}, specs: map[*ast.ValueSpec]bool{}}
	var parsed []*ast.File
	for name, source := range files {
		var content any
		if source != "" {
			content = source
		}
		file, err := parser.ParseFile(look.set, name, content, 0)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	for _, file := range parsed {
		look.declarations(file)
	}
	for _, file := range parsed {
		ast.Inspect(file, look.node)
	}
	slices.Sort(look.found)
	return look.found
}

// stateLook goes through one package.
type stateLook struct {
	set       *token.FileSet
	variables map[string]bool // of the package, by name
	specs     map[*ast.ValueSpec]bool
	found     []string
}

func (l *stateLook) tell(node ast.Node, format string, args ...any) {
	l.found = append(l.found, fmt.Sprintf("%s: %s", l.set.Position(node.Pos()), fmt.Sprintf(format, args...)))
}

// declarations notes the package's variables, and tells those that can only be there to change.
func (l *stateLook) declarations(file *ast.File) {
	for _, declared := range file.Decls {
		general, ok := declared.(*ast.GenDecl)
		if !ok || general.Tok != token.VAR {
			continue
		}
		for _, spec := range general.Specs {
			value := spec.(*ast.ValueSpec)
			l.specs[value] = true
			for _, name := range value.Names {
				l.variables[name.Name] = true
			}
			if changing(value) {
				l.tell(value, "the variable %s of the package is there to change", value.Names[0].Name)
			}
		}
	}
}

// changing tells locks, atomics and channels.
func changing(value *ast.ValueSpec) bool {
	found := false
	look := func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ChanType:
			found = true
		case *ast.SelectorExpr:
			from, _ := n.X.(*ast.Ident)
			found = found || from != nil && (from.Name == "atomic" || from.Name == "sync" && !strings.HasPrefix(n.Sel.Name, "OnceValue"))
		}
		return true
	}
	if value.Type != nil {
		ast.Inspect(value.Type, look)
	}
	for _, v := range value.Values {
		ast.Inspect(v, look)
	}
	return found
}

func (l *stateLook) node(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.FuncDecl:
		if n.Recv == nil && n.Name.Name == "init" {
			l.tell(n, "an init function")
		}
	case *ast.StructType:
		l.contexts(n)
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			for _, target := range n.Lhs {
				l.changed(target)
			}
		}
	case *ast.IncDecStmt:
		l.changed(n.X)
	case *ast.CallExpr:
		if called, ok := n.Fun.(*ast.Ident); ok && (called.Name == "delete" || called.Name == "clear") {
			l.changed(n.Args[0])
		}
	}
	return true
}

func (l *stateLook) contexts(structure *ast.StructType) {
	for _, field := range structure.Fields.List {
		if selector, ok := field.Type.(*ast.SelectorExpr); ok {
			if from, _ := selector.X.(*ast.Ident); from != nil && from.Name == "context" && selector.Sel.Name == "Context" {
				l.tell(field, "a context in a struct")
			}
		}
	}
}

// changed tells a change of a variable of the package, or of a part of it. One through a pointer escapes it.
func (l *stateLook) changed(target ast.Expr) {
	switch x := target.(type) {
	case *ast.Ident:
		if l.variables[x.Name] && x.Name != "_" && !l.local(x) {
			l.tell(x, "the variable %s of the package is changed", x.Name)
		}
	case *ast.IndexExpr:
		l.changed(x.X)
	case *ast.SelectorExpr:
		l.changed(x.X)
	case *ast.StarExpr:
		l.changed(x.X)
	case *ast.ParenExpr:
		l.changed(x.X)
	}
}

// local says whether a name is that of something declared in a function. Names that are declared in another file have no object.
func (l *stateLook) local(name *ast.Ident) bool {
	if name.Obj == nil {
		return false
	}
	spec, ok := name.Obj.Decl.(*ast.ValueSpec)
	return !ok || !l.specs[spec]
}
