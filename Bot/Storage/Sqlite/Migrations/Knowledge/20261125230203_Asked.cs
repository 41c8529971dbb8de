using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BrigadeNumerique.Bot.Storage.Sqlite.Migrations.Knowledge
{
    /// <inheritdoc />
    public partial class Asked : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "asked",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Nearest = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_asked", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "asked_settled",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_asked_settled", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hits",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Variant = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hits", x => new { x.Day, x.Slug, x.Variant });
                });

            migrationBuilder.CreateIndex(
                name: "IX_asked_Day",
                table: "asked",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_asked_settled_Day",
                table: "asked_settled",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_hits_Slug",
                table: "hits",
                column: "Slug");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "asked");

            migrationBuilder.DropTable(
                name: "asked_settled");

            migrationBuilder.DropTable(
                name: "hits");
        }
    }
}
