package outline

import "time"

// A Slot is when a point is dealt with.
type Slot struct {
	Start, End time.Time
	Number     string
	Point      Point
}

// Clock runs the clock over an agenda that begins at start, and adds up its
// minutes. Points without minutes take none. A point with others under it lasts
// its own minutes and then theirs: they begin when its own are over. Times pass
// as on a clock that runs, also in the night that it is put back.
func Clock(points []Point, start time.Time) (slots []Slot, total int) {
	slots = make([]Slot, 0, len(points))
	main := 0
	for i, number := range Numbers(points) {
		minutes := max(points[i].Minutes, 0)
		slot := Slot{Start: after(start, total), End: after(start, total+minutes), Number: number, Point: points[i]}
		total += minutes
		slots = append(slots, slot)
		if isSub(points, i) {
			slots[main].End = slot.End
		} else {
			main = i
		}
	}
	return slots, total
}

func after(start time.Time, minutes int) time.Time {
	return start.Add(time.Duration(minutes) * time.Minute)
}

// Fits says how many minutes an agenda has too many for a meeting of so many
// minutes; 0 is that it fits. A meeting of 0 minutes has no length yet, so that
// everything fits.
func Fits(points []Point, minutes int) (over int) {
	_, total := Clock(points, time.Time{})
	if minutes <= 0 {
		return 0
	}
	return max(total-minutes, 0)
}
