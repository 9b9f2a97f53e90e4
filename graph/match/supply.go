package match

// source is a record from which it shows what an organization can do.
type source uint8

const (
	aCapability source = iota // it says that it can
	aField                    // it says that it works in a field
	aVenture                  // an agreement or a platform says what several did together
	itself                    // its name and summary say what it is
)

// supplies is how well a source testifies, from 0 to 1, that an organization, which is there to supply technology or not, can do something
// for the asker. An enterprise that works on what another looks for, and does not offer it, is as likely to compete as to help. To those
// who supply technology it is a customer.
func (q *inquiry) supplies(byTrade bool, from source) float64 {
	switch {
	case from == aCapability:
		return 1
	case from == itself && q.uses && !byTrade && !q.seeking:
		return 0 // what two enterprises are is alike where they compete, or where both were at one fair
	case from == itself || q.uses && !byTrade:
		return 0.6
	case from == aVenture:
		return 0.8
	default:
		return 1
	}
}

// suppliesByTrade reports whether an organization is there to supply technology, and not to use it.
func (q *inquiry) suppliesByTrade(organization Ref) bool { return byTrade(q.Type(organization).Name) }

func byTrade(typeName string) bool {
	switch typeName {
	case "University", "ResearchInstitute", "AcademicUnit", "Incubator":
		return true
	}
	return false
}

// told is how well a source testifies word by word or field by field. What agreements, names and summaries say counts the less, the
// more history there is that is judged as a whole; what an organization states counts as it did.
func (q *inquiry) told(byTrade bool, from source) float64 {
	if from == aVenture || from == itself {
		return q.untold * q.supplies(byTrade, from)
	}
	return q.supplies(byTrade, from)
}
