// "Request again": as soon as it may be pressed; and on the waiting page, the help by itself when
// nothing has come for a while. Without it the page says how long to wait.
(() => {
  "use strict";
  const help = document.querySelector("details");
  if (help) setTimeout(() => { help.open = true; }, 15000);

  const again = document.getElementById("again");
  if (!again || !again.dataset.wait) return;
  // Without this script an early press is answered with how long to wait.
  again.disabled = true;
  const hint = document.getElementById("again-wait");
  const end = performance.now() + Number(again.dataset.wait) * 1000;
  const timer = setInterval(() => {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const rest = String(seconds % 60).padStart(2, "0");
    hint.querySelector("b").textContent = `${Math.floor(seconds / 60)}:${rest}`;
    if (seconds > 0) return;
    clearInterval(timer);
    again.disabled = false;
    hint.hidden = true;
  }, 500);
})();
