import { chromium } from "@playwright/test";
const b = await chromium.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox","--use-gl=angle","--use-angle=swiftshader","--enable-unsafe-swiftshader"]});
const base="http://127.0.0.1:8890";
const steps=JSON.parse(process.argv[2]);
for (const s of steps){
  const ctx=await b.newContext({baseURL:base,locale:s.locale??"zh-CN",colorScheme:s.dark?"dark":"light",viewport:s.vp??{width:1440,height:900}});
  const p=await ctx.newPage(); const errs=[];p.on("console",m=>{if(m.type()==="error")errs.push(m.text())});p.on("pageerror",e=>errs.push(String(e)));
  await p.request.post("/api/access/sign-in",{headers:{"x-onegrid":"1"},data:{login:s.login,password:"onegrid-demo"}});
  await p.goto(s.url); await p.waitForTimeout(s.wait??9000);
  for(const a of s.acts??[]){ try{ if(a.key) await p.keyboard.press(a.key); if(a.type) await p.keyboard.type(a.type); if(a.click) await p.locator(a.click).first().click({timeout:8000}); if(a.text) await p.getByText(a.text,{exact:!!a.exact}).first().click({timeout:8000}); if(a.role) await p.getByRole(a.role,{name:a.name}).first().click({timeout:8000}); if(a.xy) await p.mouse.click(...a.xy);}catch(e){errs.push("ACT "+JSON.stringify(a)+String(e).slice(0,200))} await p.waitForTimeout(a.wait??1500);}
  await p.screenshot({path:`/tmp/walk-${s.name}.png`}); console.log(s.name,errs.slice(0,4));
  await ctx.close();
}
await b.close();
