package discordtest

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// SpecVariable names the environment variable with the path of Discord's
// OpenAPI description.
const SpecVariable = "FEYRE_DISCORD_SPEC"

// Spec validates request bodies against Discord's OpenAPI 3.1 description. It
// is safe for concurrent use and meant to be loaded once.
type Spec struct {
	operations map[string]string // "POST /webhooks/{}/{}" to a JSON pointer

	mu       sync.Mutex
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema // by JSON pointer
}

// specFromEnv loads the description that the environment names, once for all
// servers of a process.
var specFromEnv = sync.OnceValues(func() (*Spec, error) {
	path := os.Getenv(SpecVariable)
	if path == "" {
		return nil, nil
	}
	return LoadSpec(path)
})

func specFor(o Options) (*Spec, error) {
	if o.Spec != nil {
		return o.Spec, nil
	}
	return specFromEnv()
}

const specURL = "file:///openapi.json"

// parameter is a placeholder in a path.
var parameter = regexp.MustCompile(`\{[^}]*\}`)

// LoadSpec reads an OpenAPI description.
func LoadSpec(path string) (*Spec, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("OpenAPI description: %w", err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("OpenAPI description %s: %w", path, err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	if err := compiler.AddResource(specURL, doc); err != nil {
		return nil, fmt.Errorf("OpenAPI description %s: %w", path, err)
	}
	return &Spec{operations: operationsOf(doc), compiler: compiler, schemas: map[string]*jsonschema.Schema{}}, nil
}

// operationsOf maps routes, without their parameters' names, to the pointer of
// their request body's content.
func operationsOf(doc any) map[string]string {
	operations := map[string]string{}
	root, _ := doc.(map[string]any)
	paths, _ := root["paths"].(map[string]any)
	for path, item := range paths {
		methods, _ := item.(map[string]any)
		for method, operation := range methods {
			if o, ok := operation.(map[string]any); ok && o["requestBody"] != nil {
				operations[routeKey(strings.ToUpper(method)+" "+path)] = pointer("paths", path, method, "requestBody", "content")
			}
		}
	}
	return operations
}

func routeKey(route string) string { return parameter.ReplaceAllString(route, "{}") }

// pointer writes a JSON pointer that can stand in an address.
func pointer(tokens ...string) string {
	var b strings.Builder
	for _, token := range tokens {
		token = strings.NewReplacer("~", "~0", "/", "~1").Replace(token)
		b.WriteString("/" + url.PathEscape(token))
	}
	return b.String()
}

// Validate checks the JSON body of a route such as
// "POST /channels/{channel}/messages". Routes without a body pass.
func (s *Spec) Validate(route, contentType string, body []byte) error {
	content, known := s.operations[routeKey(route)]
	if !known {
		return nil
	}
	schema, err := s.schema(content + pointer(contentType, "schema"))
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("body of %s: %w", route, err)
	}
	permissionsAsNumbers(value)
	return schema.Validate(value)
}

func (s *Spec) schema(at string) (*jsonschema.Schema, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if schema := s.schemas[at]; schema != nil {
		return schema, nil
	}
	schema, err := s.compiler.Compile(specURL + "#" + at)
	if err != nil {
		return nil, fmt.Errorf("OpenAPI description: %w", err)
	}
	s.schemas[at] = schema
	return schema, nil
}

// permissionsAsNumbers turns the one field that the description has as a
// number and every client sends as text.
func permissionsAsNumbers(value any) {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			permissionsAsNumbers(item)
		}
	case map[string]any:
		const field = "default_member_permissions"
		if text, ok := v[field].(string); ok {
			if n, err := strconv.ParseInt(text, 10, 64); err == nil {
				v[field] = n
			}
		}
	}
}

// validate holds a request to the description, if there is one.
func (s *Server) validate(c *call) *APIError {
	if s.opts.Spec == nil || c.request.Method == http.MethodGet || c.request.Method == http.MethodDelete {
		return nil
	}
	contentType := "application/json"
	if strings.HasPrefix(c.request.Header.Get("Content-Type"), "multipart/form-data") {
		contentType = "multipart/form-data"
	}
	body := c.body
	if body == nil && len(c.files) > 0 {
		body = []byte("{}")
	}
	if err := s.opts.Spec.Validate(c.route, contentType, body); err != nil {
		var p problems
		p.add("", "OPENAPI", err.Error())
		return p.err()
	}
	return nil
}
