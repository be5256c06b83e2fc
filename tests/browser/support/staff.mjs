// Staff sign in as people do.
export async function signIn(page, platform, role) {
  const { email, password } = platform.signIns.sign_ins.find((one) => one.role === role);
  await page.goto(`${platform.address}/sign-in`);
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("main form button[type=submit]").click();
  await page.waitForLoadState("load");
}
