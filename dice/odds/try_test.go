package odds
import ("testing";"fmt";"math/big";"os";"strings";"feyre/dice")
func TestTry(t *testing.T){
 for _,x:=range strings.Split(os.Getenv("X"),";") {
  e,err:=dice.Parse(x); if err!=nil{fmt.Println(x,err);continue}
  d,err:=Of(e); if err!=nil{fmt.Println(x,"ERR",err);continue}
  m:=&meter{1<<40,1<<40}
  mo:=d.moments(m)
  fmt.Print(x," rest ",d.rest.BitLen()-d.whole.BitLen()," ",d.from," fail ",d.fail, " n ",len(d.at))
  if mo!=nil { f,_:=mo.mean.Float64(); fmt.Print(" mean ",mo.mean.RatString()," ",f) }
  if len(d.at)<30 { for i,a:=range d.at { f,_:=new(big.Rat).SetFrac(d.by[i],d.whole).Float64(); fmt.Printf(" %d:%.4f",a,f)}}
  fmt.Println()
 }
}
func BenchmarkOf(b *testing.B){
 for _,x:=range strings.Split(os.Getenv("X"),";") {
  b.Run(x,func(b *testing.B){ e,_:=dice.Parse(x); b.ReportAllocs(); for b.Loop(){ Of(e)}})}
}
