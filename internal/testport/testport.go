// Package testport finds ports for the servers that tests start.
package testport

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
)

// Free is a port of this machine that nobody listens on. It is below those that the system hands out, so that no connection is given it
// before its server listens.
func Free() (int, error) {
	for range 100 {
		port := 10_000 + rand.IntN(20_000)
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			continue
		}
		return port, listener.Close()
	}
	return 0, errors.New("no port is free")
}
