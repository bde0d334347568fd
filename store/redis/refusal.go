package redis

import (
	"slices"
	"strings"
)

// Refusal is why a server that answers can't be used as it is configured.
type Refusal int

// The refusals that a person can do something about in the configuration.
const (
	NotRefused      Refusal = iota // or for another reason
	RefusedLogin                   // the name or the password is wrong or missing, or may not do what is needed
	RefusedSentinel                // the Sentinels' password is wrong or missing
	RefusedDatabase                // the server has no database of that number
	RefusedCluster                 // the server belongs to no Cluster
)

// RefusalOf tells what a server said of the configuration in an error of Open's.
func RefusalOf(err error) Refusal {
	said := func(code string) bool { return strings.Contains(err.Error(), code) }
	switch {
	case err == nil:
		return NotRefused
	case slices.ContainsFunc(bars(), said) && said("all sentinels"):
		return RefusedSentinel
	case slices.ContainsFunc(bars(), said):
		return RefusedLogin
	case said("DB index is out of range"):
		return RefusedDatabase
	case said("cluster support disabled"):
		return RefusedCluster
	default:
		return NotRefused
	}
}
