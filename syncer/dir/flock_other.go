//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package dir

import (
	"errors"
	"os"
)

func flock(*os.File) (held bool, err error) {
	return false, errors.New("this system has no file locks that an archive directory needs")
}
