// The live part of the sign-in page: it goes on by itself when the phone has answered.
// Without it the page asks again every few seconds.
(() => {
  "use strict";
  const goOn = document.getElementById("continue");
  if (!goOn) return;
  if (goOn.dataset.now) {
    goOn.submit();
    return;
  }

  const left = document.getElementById("left");
  const shown = left.querySelector("b");
  const end = performance.now() + Number(left.dataset.seconds) * 1000;
  const countDown = () => {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  countDown();
  setInterval(countDown, 500);

  const events = new EventSource(goOn.dataset.events);
  events.addEventListener("state", (event) => {
    if (event.data === "approved") {
      events.close();
      goOn.submit();
    } else if (event.data === "over") {
      events.close();
      location.reload();
    }
  });
})();
