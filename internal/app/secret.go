package app

import (
	"fmt"
	"os"
	"strings"

	"github.com/knadh/koanf/v2"
)

// maxSecret bounds what is read from a secret's file, in bytes.
const maxSecret = 64 << 10

// readSecrets replaces every key that names a secret's file by what the file holds.
func readSecrets(merged *koanf.Koanf, where map[string]string) Problems {
	var problems Problems
	for _, key := range Keys() {
		path := key.Path + fileSuffix
		name := merged.String(path)
		if !key.Secret || name == "" {
			continue
		}
		if merged.String(key.Path) != "" {
			problems = append(problems, Problem{Where: where[path], Sentence: fmt.Sprintf("%s and %s are both given", key.Path, path), Try: "give only one of them"})
			continue
		}
		secret, err := readSecret(name)
		if err != nil {
			problems = append(problems, Problem{Where: where[path], Sentence: fmt.Sprintf("%s: %v", path, err)})
			continue
		}
		if err := merged.Set(key.Path, secret); err != nil {
			problems = append(problems, Problem{Where: where[path], Sentence: path + " can't be used"})
		}
		where[key.Path] = where[path]
	}
	return problems
}

func readSecret(name string) (string, error) {
	content, err := os.ReadFile(name)
	switch {
	case err != nil:
		return "", err
	case len(content) > maxSecret:
		return "", fmt.Errorf("%s is larger than %d bytes, which no secret is", name, maxSecret)
	}
	secret := strings.TrimSpace(string(content))
	if secret == "" {
		return "", fmt.Errorf("%s is empty", name)
	}
	return secret, nil
}
