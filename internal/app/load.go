package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/providers/structs"
	"github.com/knadh/koanf/v2"
)

// DefaultFile is the configuration file that is read if it is there.
const DefaultFile = "config.yaml"

// Sources are where a configuration comes from. Each layer goes over the one before it.
type Sources struct {
	// File is the configuration file; empty is DefaultFile, which need not exist.
	File string
	// Env is the environment, as os.Environ gives it.
	Env []string
	// Flags are keys that flags set, by the key's path.
	Flags map[string]Flag
}

// Flag is a value from the command line, with the name of its flag for error messages.
type Flag struct{ Name, Value string }

// layer is the keys that one source sets, and where each is set.
type layer struct {
	values   map[string]any
	where    map[string]string
	problems Problems
}

func newLayer() *layer { return &layer{values: map[string]any{}, where: map[string]string{}} }

// set reads one value of the layer.
func (l *layer) set(key Key, isFile bool, text, where string) {
	path := key.Path
	var value any = text
	var err error
	if isFile {
		path += fileSuffix
	} else {
		value, err = key.parse(text)
	}
	l.where[path] = where
	if err != nil {
		l.problems = append(l.problems, Problem{Where: where, Sentence: path + " " + err.Error()})
		return
	}
	l.values[path] = value
}

// LoadValid reads the configuration and asks the parts what is wrong with it, so that all problems are in one error.
func LoadValid(sources Sources) (Loaded, error) {
	loaded, err := Load(sources)
	var problems Problems
	if err != nil && (!errors.As(err, &problems) || loaded.where == nil) {
		return Loaded{}, err
	}
	return loaded, append(problems, loaded.problems()...).err()
}

// Load reads the configuration. Every problem that is found is in the error, which is Problems; where there was a file to read, the
// values without a problem are loaded all the same. What the parts think of the values is not asked: see Loaded.Validate.
func Load(sources Sources) (Loaded, error) {
	file, err := readFile(sources.File)
	if err != nil {
		return Loaded{}, err
	}
	loaded := Loaded{where: map[string]string{}}
	merged := koanf.New(".")
	if err := merged.Load(structs.Provider(Default(), "koanf"), nil); err != nil {
		return Loaded{}, fmt.Errorf("defaults: %w", err)
	}
	var problems Problems
	for _, layer := range []*layer{file, readEnv(sources.Env), readFlags(sources.Flags)} {
		problems = append(problems, layer.problems...)
		if err := merged.Load(confmap.Provider(layer.values, "."), nil); err != nil {
			return Loaded{}, fmt.Errorf("merge: %w", err)
		}
		for path, where := range layer.where {
			loaded.where[path] = where
		}
	}
	problems = append(problems, readSecrets(merged, loaded.where)...)
	if err := merged.Unmarshal("", &loaded.Config); err != nil {
		return Loaded{}, fmt.Errorf("configuration: %w", err)
	}
	return loaded, problems.err()
}

// Loaded is a configuration that knows where each of its values was set.
type Loaded struct {
	Config
	where map[string]string
}

// readFile reads the file; a missing one is a problem only where it was named.
func readFile(name string) (*layer, error) {
	named := name != ""
	if !named {
		name = DefaultFile
	}
	content, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
		return newLayer(), nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, Problems{{Sentence: "there is no configuration file " + name, Try: "feyre config init --config " + name}}
	case err != nil:
		return nil, Problems{{Sentence: "the configuration file can't be read: " + err.Error()}}
	}
	return readYAML(name, content), nil
}

// readFlags reads the keys that flags set.
func readFlags(flags map[string]Flag) *layer {
	l := newLayer()
	for path, flag := range flags {
		if key, isFile, found := find(path); found {
			l.set(key, isFile, flag.Value, flag.Name)
		}
	}
	return l
}

// readEnv reads the variables that begin with FEYRE_.
func readEnv(environment []string) *layer {
	l := newLayer()
	names := map[string]Key{}
	for _, key := range Keys() {
		names[key.Env()] = key
	}
	for _, variable := range environment {
		name, value, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(name, envPrefix) || isServiceLink(name) {
			continue
		}
		bare, isFile := strings.CutSuffix(name, strings.ToUpper(fileSuffix))
		key, found := names[bare]
		if isFile && found && key.Secret {
			l.set(key, true, value, name)
		} else if key, found = names[name]; found {
			l.set(key, false, value, name)
		} else {
			l.problems = append(l.problems, Problem{
				Where: name, Sentence: "no configuration key has this name", Try: "the nearest is " + nearestEnv(name),
			})
		}
	}
	return l
}

// isServiceLink knows the variables that Kubernetes sets in every container for a service whose name begins with feyre.
func isServiceLink(name string) bool {
	if strings.HasSuffix(name, "_SERVICE_HOST") || strings.Contains(name, "_SERVICE_PORT") || strings.HasSuffix(name, "_PORT") {
		return true
	}
	_, port, found := strings.Cut(name, "_PORT_")
	return found && (strings.Contains(port, "_TCP") || strings.Contains(port, "_UDP"))
}
