package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

// readYAML reads a configuration file with the line of every value.
func readYAML(name string, content []byte) *layer {
	r := &yamlReader{layer: newLayer(), name: name}
	var document, another yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	if err := decoder.Decode(&document); err != nil && !errors.Is(err, io.EOF) {
		r.broken(err)
		return r.layer
	}
	switch err := decoder.Decode(&another); {
	case err == nil:
		r.problem(&another, "", "a second document begins here; put everything into the first")
	case !errors.Is(err, io.EOF):
		r.broken(err)
		return r.layer
	}
	if len(document.Content) > 0 {
		r.section(document.Content[0], "")
	}
	return r.layer
}

type yamlReader struct {
	*layer
	name string
}

func (r *yamlReader) at(node *yaml.Node) string { return fmt.Sprintf("%s:%d", r.name, node.Line) }

func (r *yamlReader) problem(node *yaml.Node, try, format string, args ...any) {
	r.problems = append(r.problems, Problem{Where: r.at(node), Sentence: fmt.Sprintf(format, args...), Try: try})
}

// broken reports what the parser says of a file that isn't YAML.
func (r *yamlReader) broken(err error) {
	where, sentence := r.name, strings.TrimPrefix(err.Error(), "yaml: ")
	if place := regexp.MustCompile(`^line (\d+): `).FindStringSubmatch(sentence); place != nil {
		where, sentence = r.name+":"+place[1], strings.TrimPrefix(sentence, place[0])
	}
	r.problems = append(r.problems, Problem{
		Where: where, Sentence: "this is not YAML: " + sentence, Try: "feyre config init writes a file to start from",
	})
}

// section reads a mapping whose keys lie below path.
func (r *yamlReader) section(node *yaml.Node, path string) {
	if isNull(node) {
		return
	}
	if node.Kind != yaml.MappingNode {
		r.problem(node, "", "%s has to be a section with keys of its own", orFile(path))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		name, value := node.Content[i], node.Content[i+1]
		below := strings.TrimPrefix(path+"."+name.Value, ".")
		if seen[name.Value] {
			r.problem(name, "", "%s is given twice", below)
			continue
		}
		seen[name.Value] = true
		r.entry(name, value, below)
	}
}

func orFile(path string) string {
	if path == "" {
		return "the file"
	}
	return path
}

// entry reads one key with its value.
func (r *yamlReader) entry(name, value *yaml.Node, path string) {
	if value.Kind == yaml.AliasNode {
		r.problem(value, "", "%s is an alias, which is not supported", path)
		return
	}
	key, isFile, found := find(path)
	switch {
	case isSection(path):
		r.section(value, path)
	case !found:
		r.problem(name, "the nearest is "+nearestPath(path), "there is no key %s", path)
	case isNull(value):
	default:
		text, err := scalar(value)
		if err != nil {
			r.problem(value, "", "%s %v", path, err)
			return
		}
		r.set(key, isFile, text, r.at(value))
	}
}

func isNull(node *yaml.Node) bool { return node.Kind == yaml.ScalarNode && node.Tag == "!!null" }

// scalar is a value as it was typed; a sequence becomes a list parted by commas.
func scalar(node *yaml.Node) (string, error) {
	switch node.Kind {
	case yaml.ScalarNode:
		return node.Value, nil
	case yaml.SequenceNode:
		values := make([]string, len(node.Content))
		for i, item := range node.Content {
			if item.Kind != yaml.ScalarNode {
				return "", errors.New("has to be a list of plain values")
			}
			values[i] = item.Value
		}
		return strings.Join(values, ","), nil
	default:
		return "", errors.New("has to be a value, not a section")
	}
}
