package value

// DateTimeLayout is the form in which points of time are stored and written: always UTC, always milliseconds, so that text order
// is time order.
const DateTimeLayout = "2006-01-02T15:04:05.000Z"
