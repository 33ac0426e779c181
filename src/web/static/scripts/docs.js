// Adds a button to each example that copies its code, and starts Swagger UI below the examples.
const { copy, copied } = document.querySelector(".api-docs").dataset;
for (const code of document.querySelectorAll(".api-docs pre")) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: copy });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = copied;
    setTimeout(() => {
      button.textContent = copy;
    }, 2_000);
  });
  code.after(button);
}
addEventListener("DOMContentLoaded", () => {
  window.ui = SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    docExpansion: "list",
    validatorUrl: null,
  });
});
