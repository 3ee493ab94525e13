package find
import ("testing";"os";"fmt";"time";"strings";"path/filepath")
func writeEntries(t testing.TB, dir string, entries []Entry){
 for i:=range entries { e:=&entries[i]
  var b strings.Builder
  q:=func(l []string) string { return "\n    - "+strings.Join(l,"\n    - ")}
  fmt.Fprintf(&b,"---\nid: %s\nkind: %s\ntitle:\n  nl: %s\n  en: %s\nsummary:\n  nl: %s\n  en: %s\nquestions:\n  nl:%s\n  en:%s\nkeywords: [%s]\nurl: https://example.nl/%d\naccess: open\nowner: AIC\ncontact: x@example.nl\nsource: https://example.nl\nverified_on: 2026-11-23\nvalid_until: \"\"\nrelated: []\n---\n\n%s\n",e.ID,e.Kind,e.Title.NL,e.Title.EN,e.Summary.NL,e.Summary.EN,q(e.Questions.NL),q(e.Questions.EN),strings.Join(e.Keywords,", "),i,e.Body)
  sub:=filepath.Join(dir,fmt.Sprint(i%50)); os.MkdirAll(sub,0o755)
  os.WriteFile(filepath.Join(sub,e.ID+".md"),[]byte(b.String()),0o644)
 }
}
func TestScratchLoad(t *testing.T){
 dir:=t.TempDir(); writeEntries(t,dir,synthetic(10000))
 s:=time.Now(); e,f:=Load(os.DirFS(dir),"x"); fmt.Println("load",time.Since(s),len(e),len(f))
 s=time.Now(); NewIndex(e); fmt.Println("index",time.Since(s))
}
