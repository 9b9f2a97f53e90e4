package graphqlhttp

// Limits bounds what a request may ask and how much an answer may complain.
// Each is the largest number still allowed; a zero field takes its default.
type Limits struct {
	Body          int64 // bytes of a request's body, and of a GET's query string; 1 MiB
	Tokens        int   // lexical tokens of a document, comments included; 1,000
	Depth         int   // levels of selections; 20
	Introspection int   // levels below and including __schema or __type; 17 (GraphiQL asks for 15)
	Selections    int   // fields and fragments of an operation, fragments written out; 1,000
	RootFields    int   // fields at an operation's root, fragments written out; 20
	Fields        int   // fields of one selection set, fragments written out; 200
	Aliases       int   // renamed fields of one selection set, fragments written out; 30
	Nesting       int   // levels of lists and objects within the variables; 50
	Items         int   // items of one list within the variables; 1,000
	Directives    int   // directives of an operation, fragments written out; 50
	RequestErrors int   // errors told about a request that was not executed; 5
	FieldErrors   int   // errors told beside data; 100
	Complaint     int   // bytes of the errors about a request that was not executed; 3,584, so that the whole reply stays under 4 KiB
}

func (l Limits) withDefaults() Limits {
	setDefault(&l.Body, 1<<20)
	setDefault(&l.Tokens, 1000)
	setDefault(&l.Depth, 20)
	setDefault(&l.Introspection, 17)
	setDefault(&l.Selections, 1000)
	setDefault(&l.RootFields, 20)
	setDefault(&l.Fields, 200)
	setDefault(&l.Aliases, 30)
	setDefault(&l.Nesting, 50)
	setDefault(&l.Items, 1000)
	setDefault(&l.Directives, 50)
	setDefault(&l.RequestErrors, 5)
	setDefault(&l.FieldErrors, 100)
	setDefault(&l.Complaint, 3584)
	return l
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
