// Things in people's hands, drawn with the hands that hold them.

/** What a hand's fingers close over, drawn before the arms. */
export function heldBehind(context, pose) {
  if (pose.prop === 'basket') basket(context);
  if (pose.prop === 'map') map(context);
}

/** What hides the fingers, drawn after the arms. */
export function heldInFront(context, pose) {
  if (pose.prop === 'phone-film') phone(context, pose.right.x - 4, pose.right.y - 44, -0.06);
  if (pose.prop === 'phone-read') phone(context, pose.right.x - 18, pose.right.y - 34, -0.5);
}

function phone(context, x, y, turn) {
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  context.fillStyle = '#20242c';
  context.beginPath();
  context.roundRect(-24, -44, 48, 88, 9);
  context.fill();
  context.strokeStyle = '#4a5160';
  context.lineWidth = 2.5;
  context.stroke();
  context.fillStyle = '#0b0d11';
  context.beginPath();
  context.roundRect(-19, -39, 19, 24, 6);
  context.fill();
  context.fillStyle = '#7fa6c9';
  context.beginPath();
  context.arc(-9.5, -32, 4, 0, Math.PI * 2);
  context.arc(-9.5, -21.5, 3.4, 0, Math.PI * 2);
  context.fill();
  context.restore();
}

function basket(context) {
  context.fillStyle = '#c7dfc1';
  context.fillRect(-34, 168, 26, 44);
  context.fillStyle = '#d89a4b';
  context.fillRect(0, 176, 30, 36);
  context.fillStyle = '#9c2f38';
  context.beginPath();
  context.roundRect(-72, 198, 144, 76, 10);
  context.fill();
  context.strokeStyle = 'rgba(0,0,0,0.22)';
  context.lineWidth = 4;
  for (const x of [-48, -24, 0, 24, 48]) {
    context.beginPath();
    context.moveTo(x, 212);
    context.lineTo(x, 262);
    context.stroke();
  }
}

function map(context) {
  context.fillStyle = '#efe8d6';
  context.beginPath();
  context.moveTo(-62, 92);
  context.lineTo(0, 100);
  context.lineTo(62, 92);
  context.lineTo(58, 168);
  context.lineTo(0, 176);
  context.lineTo(-58, 168);
  context.fill();
  context.strokeStyle = '#b9ae93';
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(0, 100);
  context.lineTo(0, 176);
  context.stroke();
  context.fillStyle = '#6f9c7b';
  context.fillRect(-46, 108, 22, 18);
  context.fillRect(18, 132, 26, 20);
  context.fillStyle = '#c9564b';
  context.beginPath();
  context.arc(26, 116, 5, 0, Math.PI * 2);
  context.fill();
}
