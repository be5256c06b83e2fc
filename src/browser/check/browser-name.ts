/** Browser family and major version and no more, `Chromium 156`: enough to read a timing by, too little to track. */
export function browserName(userAgent: string): string {
  const families: [string, RegExp][] = [
    ["Edge", /Edg\/(\d+)/],
    ["Chromium", /Chrom(?:e|ium)\/(\d+)/],
    ["Firefox", /Firefox\/(\d+)/],
    ["Safari", /Version\/(\d+)[.\d]* .*Safari/],
  ];
  for (const [family, pattern] of families) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${family} ${version}`;
  }
  return "Other";
}
