package bot

// childVariable names the environment variable by which a test starts this binary to do something that ends a process.
const childVariable = "FEYRE_BOT_TEST_CHILD"

// children are what such a process can do; each returns its exit status.
var children = map[string]func() int{
	"spin": spin, "pong": pong, "panicInHandler": panicInHandler, "rescale": rescale, "manage": manage,
}
