package dir

import "errors"

// Config says where the archive is.
type Config struct {
	// Path is the archive's directory; it is made if missing.
	Path string
}

// DefaultConfig keeps the archive below the working directory.
func DefaultConfig() Config { return Config{Path: "data/archive"} }

// Validate tells what is wrong with c.
func (c Config) Validate() error {
	if c.Path == "" {
		return errors.New("path is empty: name the archive's directory")
	}
	return nil
}
