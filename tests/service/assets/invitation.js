// The live part of the page with an invitation: it counts down, and shows that the time is up.
// Without it the page loads itself again at the end.
(() => {
  "use strict";
  const left = document.getElementById("left");
  const shown = left.querySelector("b");
  const end = performance.now() + Number(left.dataset.seconds) * 1000;
  const countDown = () => {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds > 0) return;
    clearInterval(ticking);
    location.reload();
  };
  const ticking = setInterval(countDown, 500);
})();
